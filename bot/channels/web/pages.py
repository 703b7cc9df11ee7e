"""
The page and its files: read once, kept in memory, its words taken from the reviewed responses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.assistant import Assistant
from bot.engine.render import FALLBACK_LANGUAGE, Voice, render
from bot.settings import Settings

HERE = Path(__file__).parent
KINDS: Mapping[str, str] = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
CHANNEL = "web"

_PLACE = re.compile(r"\{\{(\w+)\}\}")


def web_routes(assistant: Assistant, settings: Settings) -> list[Route]:
    """
    The page, at `/` and `/chat`, and its files.
    """
    pages = {
        language: page(assistant, language, settings.neutral_page).encode()
        for language in assistant.responses
    }

    async def show(request: Request) -> Response:
        return Response(pages[spoken(request, pages)], media_type="text/html")

    return [Route("/", show), Route("/chat", show), *static_routes()]


def page(assistant: Assistant, language: str, neutral_page: str) -> str:
    """
    The chat's page in a language.
    """
    return fill(assistant, "page.html", {"lang": language, "neutral_page": neutral_page})


def fill(assistant: Assistant, name: str, own: Mapping[str, str]) -> str:
    """
    A page of this folder. `{{utter_…}}` stands for a response in the language `lang`, `{{name}}` for one of `own`.

    All words are safe inside HTML.
    """
    voice = Voice(language=own["lang"], channel=CHANNEL, slots={})

    def put(place: re.Match[str]) -> str:
        word = place.group(1)
        return escape(own[word] if word in own else render(assistant, word, voice).text)

    return _PLACE.sub(put, (HERE / name).read_text(encoding="utf-8"))


def spoken(request: Request, known: Collection[str]) -> str:
    """
    The language that is asked for, or the browser's first that we speak.
    """
    asked = [request.query_params.get("lang", "")]
    asked += request.headers.get("accept-language", "").split(",")
    codes = (re.split("[-_;]", each.strip().lower())[0] for each in asked)
    return next((code for code in codes if code in known), FALLBACK_LANGUAGE)


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
