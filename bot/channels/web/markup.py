"""
A talk as HTML, for pages without scripts. Whatever anybody wrote is text in it, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bot.channels.web.linking import Links
from bot.channels.web.talks import Said
from bot.domain.message import Button

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
    text = escape(said.text) if said.mine else linked(said.text, links)
    kind = "you" if said.mine else "bot"
    return (
        f'<article class="bubble {kind}" dir="auto"{mark}>'
        f'<span class="hidden">{escape(by)} </span>{text}</article>'
    )


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
