"""
A flow as Mermaid text, which forges and wikis draw inside a page: what the flow does, without the words that it says.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.drawing.text import does, marks, title
from bot.engine.graph import Edge, Graph, Node

SHAPES = {
    "asks": ('{{"', '"}}'),
    "chooses": ('{"', '"}'),
    "calls": ('[["', '"]]'),
    "links": ('[["', '"]]'),
    "flow": ('[["', '"]]'),
    "starts": ('(["', '"])'),
    "ends": ('(["', '"])'),
}
BOX = ('["', '"]')
ARROWS = {"next": "-->", "call": "-->"}
DOTTED = "-.->"
SIGNS = {"&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "#": "#35;", "`": "#96;"}
"""Signs that Mermaid or the page around it would read as their own."""


def as_mermaid(graph: Graph) -> str:
    """
    The text of a flowchart. Its boxes are numbered, since names of steps could be words of Mermaid.
    """
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: Graph) -> Iterator[str]:
    yield f"flowchart {'LR' if graph.sideways else 'TD'}"
    ids = {each.id: f"n{number}" for number, each in enumerate(graph.nodes)}
    for node in graph.nodes:
        opening, closing = SHAPES.get(node.kind, BOX)
        yield f"  {ids[node.id]}{opening}{_text(node)}{closing}"
    for edge in graph.edges:
        arrow = ARROWS.get(edge.kind, DOTTED)
        yield f"  {ids[edge.source]} {arrow}{_label(edge)} {ids[edge.target]}"


def _text(node: Node) -> str:
    return "<br>".join(map(_plain, filter(None, (title(node), does(node), *marks(node)))))


def _label(edge: Edge) -> str:
    return f'|"{_plain(" or ".join(edge.when))}"|' if edge.when else ""


def _plain(text: str) -> str:
    return "".join(SIGNS.get(each, each) for each in text)
