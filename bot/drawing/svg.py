"""
A flow as an SVG picture: black on white, readable in print and by screen readers, with nothing fetched from elsewhere.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import hypot
from typing import Any

import graphlay

from bot.domain.assistant import Assistant
from bot.drawing.text import beside, described, does, head, marks, title, way
from bot.engine.graph import Edge, Graph, Marks, Node, graph_of, marked, step_name

LINE, LETTER, BOLD, PAD = 16.0, 7.0, 1.2, 9.0
"""Height of a line, width of a letter (a wide font's mean) and of a bold one against it, space around; in px."""
NARROW, WIDE = 30, 96
"""Letters in a line of a box, and of the heading."""
MARGIN = 24.0
FONT = 'font-family="sans-serif" font-size="12"'
Lines = tuple[str, ...]
Point = tuple[float, float]
Laid = Mapping[str, Any]
"""Where the layout has put a box or an arrow, as its library tells."""
OPTIONS = {
    "spacing": {"layer_gap": 28.0, "node_gap": 24.0, "isolated_max_columns": 10},
    "cycles": {"strategy": "follow_flow"},
}


def picture(assistant: Assistant, flow: str, *, here: str | None = None) -> str:
    """
    One flow as SVG, to stand inside a page; `here` is the id of the step where a talk stands. Raises `KeyError` without such a flow.
    """
    marks = Marks(here=step_name(flow, here) if here else "")
    return as_svg(marked(graph_of(assistant, flow), marks))


def as_svg(graph: Graph) -> str:
    """
    The picture of a graph, with a heading, and its title and description for those who can't see it.
    """
    boxes = [tuple(_box_lines(each)) for each in graph.nodes]
    labels = [tuple(_wrapped(way(each))) for each in graph.edges]
    laid = _laid_out(graph, boxes, labels)
    heading = [head(graph), *(line for each in beside(graph) for line in _wrapped(each, WIDE))]
    low, high = laid.bounds["min"], laid.bounds["max"]
    top = len(heading) * LINE + 2 * MARGIN
    width = max(high["x"] - low["x"], max(map(len, heading)) * LETTER) + 2 * MARGIN
    height = high["y"] - low["y"] + top + MARGIN
    inside = [
        *_opening(graph, width, height),
        *_text(heading, MARGIN, MARGIN, bold=1),
        f'<g transform="translate({_n(MARGIN - low["x"])} {_n(top - low["y"])})">',
        *_inside(graph, boxes, labels, laid),
        "</g>",
        "</svg>",
    ]
    return "\n".join(inside) + "\n"


def _opening(graph: Graph, width: float, height: float) -> Iterator[str]:
    name = "".join(each if each.isalnum() else "-" for each in graph.name)
    size = f'width="{_n(width)}" height="{_n(height)}"'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc"'
        f' {size} viewBox="0 0 {_n(width)} {_n(height)}" {FONT}>'
    )
    yield f'<title id="{name}-title">{escape(head(graph))}</title>'
    yield f'<desc id="{name}-desc">{escape(" ".join(described(graph)))}</desc>'
    yield f'<rect {size} fill="#fff"/>'


def _laid_out(graph: Graph, boxes: Sequence[Lines], labels: Sequence[Lines]) -> graphlay.Layout:
    """
    Where everything stands: boxes, then what is written on arrows, which the layout treats as boxes so that nothing crosses it.
    """
    plan = graphlay.Graph()
    for node, lines in zip(graph.nodes, boxes, strict=True):
        plan.node(node.id, width=_width(lines), height=_height(lines))
    for number, (edge, lines) in enumerate(zip(graph.edges, labels, strict=True)):
        if lines:
            plan.node(number, width=_width(lines), height=len(lines) * LINE + 2)
            plan.edge(edge.source, number)
        plan.edge(number if lines else edge.source, edge.target)
    direction = {"direction": "leftright" if graph.sideways else "topbottom"}
    return graphlay.layout(plan, preset="process_map", options={**OPTIONS, **direction})


def _inside(
    graph: Graph, boxes: Sequence[Lines], labels: Sequence[Lines], laid: graphlay.Layout
) -> Iterator[str]:
    written, lines_ = iter(laid.nodes[len(boxes) :]), iter(laid.edges)
    for edge, lines in zip(graph.edges, labels, strict=True):
        if lines:
            yield from _line(edge, next(lines_))
            yield from _label(lines, next(written))
        yield from _arrow(edge, next(lines_))
    for node, lines, place in zip(graph.nodes, boxes, laid.nodes, strict=False):
        yield from _box(node, lines, place)


def _width(lines: Lines) -> float:
    bold, *rest = map(len, lines)
    return max([bold * BOLD, *rest]) * LETTER + 2 * PAD


def _height(lines: Lines) -> float:
    return len(lines) * LINE + 2 * PAD


def _wrapped(text: str, width: int = NARROW) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=True, break_on_hyphens=False)


def _box_lines(node: Node) -> Iterator[str]:
    """
    The lines in a box: its name, what it does, what the person reads, and what is known of it.
    """
    if title(node):
        yield from _wrapped(title(node))
    yield from _wrapped(does(node))
    if node.words:
        yield from _wrapped(f"“{node.words}”")
    for each in marks(node):
        yield from _wrapped(each)


def _box(node: Node, lines: Lines, laid: Laid) -> Iterator[str]:
    """
    A box: round for questions, with thick lines where a rule broke, broken lines where no test comes, black where the talk is.
    """
    width, height = _width(lines), _height(lines)
    x, y = laid["center"]["x"] - width / 2, laid["center"]["y"] - height / 2
    round_ = {"asks": 14, "starts": 16, "ends": 16}.get(node.kind, 0)
    stroke = 4 if node.broken else 2 if node.kind == "asks" else 1
    dashes = "" if node.visited else ' stroke-dasharray="5 4"'
    fill, ink = ("#000", "#fff") if node.here else ("#fff", "#000")
    yield (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="{round_}"'
        f' fill="{fill}" stroke="#000" stroke-width="{stroke}"{dashes}/>'
    )
    if node.kind in ("calls", "links", "flow"):
        for side in (x + 4, x + width - 4):
            yield f'<path d="M{_n(side)} {_n(y)}v{_n(height)}" stroke="#000"/>'
    yield from _text(lines, x + PAD, y + PAD, bold=1, ink=ink)


def _line(edge: Edge, laid: Laid) -> Iterator[str]:
    """
    A line: dotted to another flow, broken where no test goes.
    """
    apart = edge.kind in ("link", "button", "interrupt")
    dashes = ' stroke-dasharray="2 3"' if apart else ""
    dashes = dashes if edge.visited else ' stroke-dasharray="7 5"'
    path = "L".join(f"{_n(each['x'])} {_n(each['y'])}" for each in laid["points"])
    yield f'<path d="M{path}" fill="none" stroke="#000"{dashes}/>'


def _arrow(edge: Edge, laid: Laid) -> Iterator[str]:
    yield from _line(edge, laid)
    before, end = laid["points"][-2:]
    yield _point((before["x"], before["y"]), (end["x"], end["y"]))


def _label(lines: Lines, laid: Laid) -> Iterator[str]:
    """
    When an arrow is gone.
    """
    left = laid["center"]["x"] - _width(lines) / 2 + PAD
    yield from _text(lines, left, laid["center"]["y"] - len(lines) * LINE / 2)


def _point(before: Point, end: Point) -> str:
    """
    The arrow's head: a triangle that looks where the last piece of the line goes.
    """
    (x0, y0), (x, y) = before, end
    length = hypot(x - x0, y - y0) or 1.0
    dx, dy = 8 * (x - x0) / length, 8 * (y - y0) / length
    corners = ((x, y), (x - dx - dy / 2, y - dy + dx / 2), (x - dx + dy / 2, y - dy - dx / 2))
    return f'<polygon points="{" ".join(f"{_n(a)},{_n(b)}" for a, b in corners)}"/>'


def _text(
    lines: Sequence[str], x: float, y: float, *, bold: int = 0, ink: str = "#000"
) -> Iterator[str]:
    """
    Lines of text; the first `bold` ones are headings.
    """
    for number, line in enumerate(lines):
        weight = ' font-weight="bold"' if number < bold else ""
        at = f'x="{_n(x)}" y="{_n(y + (number + 0.75) * LINE)}"'
        yield f'<text {at} fill="{ink}"{weight}>{escape(line)}</text>'


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
