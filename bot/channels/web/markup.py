"""
A talk as HTML, for pages without scripts. Whatever anybody wrote is text in it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bot.channels.web.linking import Links
from bot.channels.web.talks import Said
from bot.domain.message import Button, Table

LATEST = ' id="latest"'


def log(said: Sequence[Said], links: Links, you: str, bot: str) -> str:
    """
    The bubbles; `you` and `bot` say who speaks, for those who don't see it. The last answer can be jumped to.
    """
    latest = max((number + 1 for number, each in enumerate(said) if each.mine), default=-1)
    return "".join(
        _bubble(each, links, you if each.mine else bot, LATEST if number == latest else "")
        for number, each in enumerate(said)
    )


def _bubble(said: Said, links: Links, by: str, mark: str) -> str:
    text = escape(said.text) if said.mine else _said(said, links)
    kind = "you" if said.mine else "bot"
    return (
        f'<article class="bubble {kind}" dir="auto"{mark}>'
        f'<span class="hidden">{escape(by)} </span>{text}</article>'
    )


def _said(said: Said, links: Links) -> str:
    return linked(said.text, links) if said.table is None else table(said.table)


def table(shown: Table) -> str:
    """
    Rows under their columns, each with its number for a name. On a small screen cells stand below each other, so each
    says of which column it is; the roles are named because elements that stand otherwise lose theirs.
    """
    heads = "".join(
        f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in shown.columns
    )
    rows = "".join(_row(shown.columns, cells) for cells in shown.rows)
    return (
        f'<table class="log-table" role="table"><caption>{escape(shown.caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(columns: Sequence[str], cells: Sequence[str]) -> str:
    number, *others = cells
    shown = "".join(
        f'<td role="cell" data-column="{escape(name)}"><bdi>{escape(cell)}</bdi></td>'
        for name, cell in zip(columns[1:], others, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{escape(number)}</th>{shown}</tr>'


def linked(text: str, links: Links) -> str:
    """
    One of our own sentences with what can be followed in it.
    """
    return "".join(
        escape(part) if target is None else _link(part, target)
        for part, target in links.parts(text)
    )


def _link(text: str, target: str) -> str:
    elsewhere = ' target="_blank" rel="noopener noreferrer"' if target.startswith("http") else ""
    return f'<a href="{escape(target)}"{elsewhere}><bdi>{escape(text)}</bdi></a>'


def options(buttons: Iterable[Button]) -> str:
    """
    The options as buttons that send the form, numbered as they can be written.
    """
    return "".join(
        f'<li><button class="option" name="payload" value="{escape(each.payload)}" formnovalidate>'
        f"{number}. {escape(each.title)}</button></li>"
        for number, each in enumerate(buttons, 1)
    )
