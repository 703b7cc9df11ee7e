"""
Which websites' scripts may write to us; a browser says where a request comes from.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.replies import MESSAGES, failure

READING = frozenset({"GET", "HEAD"})
MAX_AGE_SECONDS = "600"
NAMELESS = "null"


class Origins:
    """
    Refuses what another site's script sends, and lets the sites in `allowed` read the answers.

    `own` is our own site; where it isn't known, the host that the request names is taken for it.
    """

    def __init__(self, app: ASGIApp, *, own: str | None, allowed: Collection[str]) -> None:
        self._app = app
        self._own = own
        self._allowed = frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        await self._check(scope, receive, send)

    async def _check(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None or self._is_own(origin, headers) or _is_own_form(origin, headers):
            await self._app(scope, receive, send)
        elif origin in self._allowed:
            await self._across(scope, receive, _Opened(send, origin))
        elif scope["method"] in READING:
            await self._app(scope, receive, send)
        else:
            await failure(403, "NotAuthorized", MESSAGES[403])(scope, receive, send)

    def _is_own(self, origin: str, headers: Headers) -> bool:
        if self._own is not None:
            return origin == self._own
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc == headers.get("host")

    async def _across(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "OPTIONS":
            await self._app(scope, receive, send)
            return
        preflight = {
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Content-Type",
            "Access-Control-Max-Age": MAX_AGE_SECONDS,
        }
        await Response(status_code=204, headers=preflight)(scope, receive, send)


def _is_own_form(origin: str, headers: Headers) -> bool:
    """
    Whether one of our own pages' forms sends it: because they tell no referrer, browsers leave out where it comes from,
    and say only that it is the same site. No script can set that header.
    """
    return origin == NAMELESS and headers.get("sec-fetch-site") == "same-origin"


class _Opened:
    """
    Lets one origin read the reply.
    """

    def __init__(self, send: Send, origin: str) -> None:
        self._send = send
        self._origin = origin

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Access-Control-Allow-Origin"] = self._origin
            headers.add_vary_header("Origin")
        await self._send(message)
