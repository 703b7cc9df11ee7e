"""
What a picture says in words: of each box and arrow, and for those who can't see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.flow import END
from bot.engine.graph import Edge, Graph, Node

KINDS = {
    "asks": "asks",
    "says": "says",
    "runs": "runs",
    "sets": "sets",
    "calls": "calls",
    "links": "goes over to",
    "chooses": "chooses",
    "flow": "",
    "starts": "start",
    "ends": "end",
}
NOT_VISITED = "no test comes here"
HERE = "the talk is here"


def head(graph: Graph) -> str:
    """
    The title of a picture.
    """
    return f"{graph.name}: {graph.title}" if graph.title else graph.name


def does(node: Node) -> str:
    """
    What a box does, in a line.
    """
    return f"{KINDS[node.kind]} {node.does}".strip()


def title(node: Node) -> str:
    """
    What a box is called; steps that were given no name are called by what they do.
    """
    return (
        ""
        if node.id[:1].isdigit() or node.kind in ("starts", "ends")
        else node.id.removeprefix("flow ")
    )


def marks(node: Node) -> Iterator[str]:
    """
    What tests, rules and a talk say of a box.
    """
    if node.here:
        yield f"> {HERE}"
    if not node.visited:
        yield f"({NOT_VISITED})"
    yield from (f"BROKEN: {rule}" for rule in node.broken)


def way(edge: Edge) -> str:
    """
    When an arrow is gone: the answers that choose it, then the conditions.
    """
    answers = " / ".join(f"“{each}”" for each in edge.buttons)
    conditions = " or ".join(edge.when)
    return ", ".join(filter(None, (answers, conditions)))


def beside(graph: Graph) -> Iterator[str]:
    """
    What stands above a picture: what the flow is for, how it starts, and what it stands between.
    """
    if graph.description:
        yield graph.description
    if graph.starts:
        yield f"Starts {'; '.join(graph.starts)}."
    if graph.callers:
        yield f"Comes from: {', '.join(graph.callers)}."


def described(graph: Graph) -> Iterator[str]:
    """
    The whole picture as sentences.
    """
    yield from beside(graph)
    named = {each.id: title(each) or does(each) for each in graph.nodes}
    ways: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        ways.setdefault(edge.source, []).append(edge)
    for node in graph.nodes:
        if node.id != END and not (node.kind == "flow" and node.id not in ways and not node.words):
            yield _sentence(node, ways.get(node.id, []), named)


def _sentence(node: Node, edges: list[Edge], named: dict[str, str]) -> str:
    said = f" “{node.words}”" if node.words else ""
    noted = "".join(f" {each}." for each in marks(node))
    then = "; ".join(f"{way(each) or 'then'}: {named[each.target]}" for each in edges)
    called = f"{title(node)} {does(node)}".strip()
    return f"{called}{said}{noted} → {then}." if then else f"{called}{said}{noted}."
