"""
The log as a file: a page that offers it, and the file itself, once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.limits import Limits
from bot.channels.web.pages import fill, spoken
from bot.domain.assistant import Assistant
from bot.export.file import File

PATH = "/download"
GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloads:
    """
    `GET /download/<token>` shows a page and takes nothing: whatever previews a link must not use it up.

    `POST` gives the file that `take` finds for the token, which ends it.
    """

    assistant: Assistant
    take: Callable[[str, datetime], File | None]
    addresses: Limits
    clock: Callable[[], datetime]

    def routes(self) -> list[Route]:
        """
        The address; its token is never part of what is logged.
        """
        where = f"{PATH}/{{token}}"
        return [Route(where, self.offer), Route(where, self.give, methods=["POST"])]

    async def offer(self, request: Request) -> Response:
        """
        The page with the button; whether there is a file is seen only when it is taken.
        """
        return self._page(request, "download.html", 200)

    async def give(self, request: Request) -> Response:
        """
        The file, or a page that says that it is gone.
        """
        now = self.clock()
        self.addresses.check(request.client.host if request.client else "", now)
        file = await run_in_threadpool(self.take, request.path_params["token"], now)
        if file is None:
            return self._page(request, "gone.html", GONE)
        saved_as = {"Content-Disposition": f'attachment; filename="{file.name}"'}
        return Response(file.content, headers=saved_as, media_type=file.media_type)

    def _page(self, request: Request, name: str, status: int) -> Response:
        language = spoken(request, self.assistant.responses)
        page = fill(self.assistant, name, {"lang": language})
        return Response(page, status, media_type="text/html")
