"""
What stands around every request: headers, one line in the log, and a reply even where the program broke.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.metrics import Metrics
from bot.channels.replies import MESSAGES, failure, reason_of

log = logging.getLogger(__name__)

ELSEWHERE = "other"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Guard:
    """
    Wraps an app. Only addresses in `known` are named in the log and in the counts: another could hold somebody's words.
    """

    def __init__(
        self, app: ASGIApp, *, known: Collection[str], headers: Mapping[str, str], metrics: Metrics
    ) -> None:
        self._app = app
        self._known = frozenset(known)
        self._headers = dict(headers)
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        sending = _Sending(send, self._headers)
        await self._answer(scope, receive, sending)
        self._note(scope, sending.status, perf_counter() - began)

    async def _answer(self, scope: Scope, receive: Receive, sending: _Sending) -> None:
        try:
            await self._app(scope, receive, sending)
        except ClientDisconnect:
            log.info("client_left")
        except Exception as error:  # noqa: BLE001 - its words and its trace can hold a person's
            log.error("request_failed kind=%s", type(error).__name__)
            if sending.status is None:
                broken = failure(500, reason_of(500), MESSAGES[500])
                await broken(scope, receive, sending)

    def _note(self, scope: Scope, status: int | None, seconds: float) -> None:
        route = scope["path"] if scope["path"] in self._known else ELSEWHERE
        method = scope["method"] if scope["method"] in METHODS else ELSEWHERE
        self._metrics.request(route, method, status or 0, seconds)
        log.info(
            "request method=%s route=%s status=%s ms=%.1f", method, route, status, seconds * 1000
        )


class _Sending:
    """
    Adds headers to the reply and remembers its status.
    """

    def __init__(self, send: Send, headers: Mapping[str, str]) -> None:
        self._send = send
        self._headers = headers
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                headers.setdefault(name, value)
        await self._send(message)
