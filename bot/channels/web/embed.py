"""
`/widget.js` puts the chat on another site; `/` is a page that shows it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web.headers import FOR_OTHERS, FRAMING
from bot.channels.web.pages import HERE, Pages, direction

WORDS = ("open", "close", "panel", "full_page")
_PLACE = "/*words*/ {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed:
    """
    The widget, and the page at the front door. `simulator` adds a look inside, for staff, never in production.
    """

    pages: Pages
    neutral_page: str
    simulator: bool

    def routes(self) -> list[Route]:
        """
        The two addresses.
        """
        return [Route("/", self.home), Route("/widget.js", self.widget)]

    async def home(self, request: Request) -> Response:
        """
        A page that shows the widget, as any site can.
        """
        language = self.pages.language(request)
        own = {"lang": language, "dir": direction(language)}
        name = "simulator.html" if self.simulator else "home.html"
        page = self.pages.fill(name, own, {})
        return Response(page, headers=dict(FRAMING), media_type="text/html")

    async def widget(self, request: Request) -> Response:
        """
        The script, with the words of its buttons in it.
        """
        language = self.pages.language(request)
        script = (HERE / "widget.js").read_text(encoding="utf-8")
        words = json.dumps(self._words(language), ensure_ascii=True)
        return Response(
            script.replace(_PLACE, words), headers=dict(FOR_OTHERS), media_type="text/javascript"
        )

    def _words(self, language: str) -> Mapping[str, str]:
        said = {name: self.pages.word(language, f"utter_web_{name}") for name in WORDS}
        return {**said, "lang": language, "dir": direction(language), "page": self.neutral_page}
