"""
The pages of `docs/flows`: one for each flow, and a list of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.assistant import Assistant
from bot.drawing.mermaid import as_mermaid
from bot.drawing.text import head
from bot.engine.graph import Graph, graph_of

INDEX = "README.md"
MADE = "<!-- Made by `firsthours graph --docs`; what is changed here is lost. -->"


def pages(assistant: Assistant) -> dict[str, str]:
    """
    Each page by its file name.
    """
    graphs = [graph_of(assistant, name) for name in assistant.flows]
    made = {f"{each.name}.md": _page(each) for each in graphs}
    return {**made, INDEX: "\n".join(_index(graphs)) + "\n"}


def _page(graph: Graph) -> str:
    return "\n".join(_paragraphs(graph))


def _paragraphs(graph: Graph) -> Iterator[str]:
    yield f"{MADE}\n\n# {head(graph)}\n\n{graph.description}\n"
    starts = [f"Starts {each}." for each in graph.starts]
    written = f"Written in [{graph.file}](../../{graph.file})."
    yield "\n".join((*starts, written, f"All flows: [list]({INDEX}).")) + "\n"
    yield f"```mermaid\n{as_mermaid(graph)}```\n"
    if graph.callers:
        yield f"Comes from {_links(graph.callers)}.\n"
    if graph.leads:
        yield f"Leads to {_links(graph.leads)}.\n"


def _links(flows: tuple[str, ...]) -> str:
    return ", ".join(f"[{each}]({each}.md)" for each in flows)


def _index(graphs: list[Graph]) -> Iterator[str]:
    yield f"{MADE}\n\n# The flows\n"
    yield "What the assistant does, flow by flow, by the files that they stand in. `firsthours graph` draws them with their words."
    for file in dict.fromkeys(each.file for each in graphs):
        yield f"\n## [{file}](../../{file})\n\n| flow | does |\n|---|---|"
        for graph in graphs:
            if graph.file == file:
                yield f"| [{graph.name}]({graph.name}.md) | {graph.description} |"
