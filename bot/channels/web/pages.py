"""
The page and its files: read once, kept in memory, its words taken from the reviewed responses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web import markup
from bot.channels.web.linking import Links
from bot.channels.web.offers import offers_fingerprints
from bot.conversation.handle import Answer
from bot.domain.assistant import Assistant
from bot.domain.message import BotMessage, Button
from bot.engine.render import FALLBACK_LANGUAGE, Voice, render

HERE = Path(__file__).parent
KINDS: Mapping[str, str] = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
CHANNEL = "web"
RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}
)
GREETS = "/greet"
"""What the button of a new talk sends."""


def shortened(style: str) -> str:
    """
    A stylesheet without what is for its readers alone: comments, and more than one space at a time.
    """
    return " ".join(re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).split())


STYLE = shortened((HERE / "static" / "chat.css").read_text(encoding="utf-8"))
"""What the chat looks like; it stands in its page."""

_PLACE = re.compile(r"\{\{(!?)(\w+)\}\}")


class Pages:
    """
    The pages of this folder in every language that the assistant speaks; `downloads` is what links to files begin with.
    """

    def __init__(self, assistant: Assistant, downloads: str | None = None) -> None:
        self._assistant = assistant
        self.languages = frozenset(assistant.responses)
        self.links = Links.from_facts(assistant.facts, downloads)

    def language(self, request: Request) -> str:
        """
        The language that is asked for, or the browser's first that we speak.
        """
        return spoken(request, self.languages)

    def word(self, language: str, response: str) -> str:
        """
        The text of a response.
        """
        return render(self._assistant, response, _voice(language)).text

    def linked(self, language: str, response: str) -> str:
        """
        A response as HTML, with what can be followed in it.
        """
        return markup.linked(self.word(language, response), self.links)

    def more(self, answer: Answer, bubbles: Sequence[BotMessage]) -> Sequence[Mapping[str, Any]]:
        """
        What our own script needs beside each bubble's text.

        `secret`: what was written was a PIN or a case code; `asks_secret`: what is written next is to be one.
        """
        secret = {"secret": True} if answer.secret else {}
        asks = {"asks_secret": True} if answer.asks_secret else {}
        return [{**self._parts(each), **secret, **asks} for each in bubbles]

    def _parts(self, message: BotMessage) -> Mapping[str, Any]:
        """
        Where the parts of a text lead, what is shown as a table instead, and whether files may be noted under it.
        """
        parts = self.links.parts(message.text)
        linked = {"parts": parts} if any(target for _, target in parts) else {}
        table = {"table": asdict(message.table)} if message.table else {}
        files = {"files": True} if offers_fingerprints(message) else {}
        return {**linked, **table, **files}

    def start(self, language: str) -> tuple[Button, ...]:
        """
        The one option of a talk that hasn't begun.
        """
        return (Button(title=self.word(language, "utter_web_start"), payload=GREETS),)

    def fill(self, name: str, own: Mapping[str, str], markups: Mapping[str, str]) -> str:
        """
        What `fill` gives.
        """
        return fill(self._assistant, name, own, markups)


def fill(
    assistant: Assistant,
    name: str,
    own: Mapping[str, str],
    markups: Mapping[str, str] | None = None,
) -> str:
    """
    A page of this folder. `{{utter_…}}` stands for a response in the language `lang`, `{{name}}` for one of `own`.

    All words are safe inside HTML. `{{!name}}` stands for one of `markups`, which are HTML already.
    """
    voice = _voice(own["lang"])

    def put(place: re.Match[str]) -> str:
        raw, word = place.groups()
        if raw:
            return (markups or {})[word]
        return escape(own[word] if word in own else render(assistant, word, voice).text)

    return _PLACE.sub(put, _template(name))


@cache
def _template(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _voice(language: str) -> Voice:
    return Voice(language=language, channel=CHANNEL, slots={})


def spoken(request: Request, known: Collection[str]) -> str:
    """
    The language that is asked for, or the browser's first that we speak.
    """
    asked = [request.query_params.get("lang", "")]
    asked += request.headers.get("accept-language", "").split(",")
    codes = (re.split("[-_;]", each.strip().lower())[0] for each in asked)
    return next((code for code in codes if code in known), FALLBACK_LANGUAGE)


def direction(language: str) -> str:
    """
    In which direction a language is written, as HTML names it.
    """
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def static_routes() -> list[Route]:
    """
    One address for each file of the folder.
    """
    files = sorted(path for path in (HERE / "static").iterdir() if path.suffix in KINDS)
    return [_static(path) for path in files]


def _static(path: Path) -> Route:
    content, kind = path.read_bytes(), KINDS[path.suffix]

    async def give(_: Request) -> Response:
        return Response(content, media_type=kind)

    return Route(f"/static/{path.name}", give)
