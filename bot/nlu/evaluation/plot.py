"""
Draws a reliability plot as SVG: how often parses of each confidence were right.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.evaluation.measures import Bin

_SIZE, _EDGE = 320, 44
_INK, _BAR, _LINE = "#222222", "#3b6ea5", "#999999"


def reliability_svg(bins: Sequence[Bin], *, title: str) -> str:
    """
    The plot of `bins`: a bar for each at its mean confidence, its height the accuracy; honest bars end on the diagonal.
    """
    side = _SIZE + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="{_INK}">',
        f"<title>{_escaped(title)}</title>",
        f'<rect width="{side}" height="{side}" fill="#ffffff"/>',
        *_axes(side),
        *(_bar(each) for each in bins),
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{_LINE}" '
        'stroke-dasharray="4 4"/>',
        f'<text x="{side / 2}" y="20" text-anchor="middle">{_escaped(title)}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axes(side: int) -> list[str]:
    marks = []
    for tenth in range(0, 11, 2):
        share = tenth / 10
        marks += [
            f'<text x="{_x(share):.1f}" y="{_y(0) + 16}" text-anchor="middle">{share:.1f}</text>',
            f'<text x="{_x(0) - 8}" y="{_y(share) + 4:.1f}" text-anchor="end">{share:.1f}</text>',
        ]
    marks += [
        f'<rect x="{_x(0)}" y="{_y(1)}" width="{_SIZE}" height="{_SIZE}" fill="none" '
        f'stroke="{_LINE}"/>',
        f'<text x="{side / 2}" y="{side - 8}" text-anchor="middle">confidence</text>',
        f'<text x="12" y="{side / 2}" text-anchor="middle" '
        f'transform="rotate(-90 12 {side / 2})">share that was right</text>',
    ]
    return marks


def _bar(each: Bin) -> str:
    width = _SIZE / 14
    left, top = _x(each.confidence) - width / 2, _y(each.accuracy)
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{_y(0) - top:.1f}" '
        f'fill="{_BAR}" fill-opacity="0.8"><title>{each.count} messages, confidence '
        f"{each.confidence:.2f}, right {each.accuracy:.2f}</title></rect>"
    )


def _x(share: float) -> float:
    return _EDGE + share * _SIZE


def _y(share: float) -> float:
    return _EDGE + (1 - share) * _SIZE


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
