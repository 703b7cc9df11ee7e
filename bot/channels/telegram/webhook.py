"""
`POST /webhooks/telegram/webhook`: updates as Telegram brings them.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.bodies import parse_object, read_body
from bot.channels.replies import MESSAGES, failure, reply
from bot.channels.telegram.receiving import Receiving
from bot.channels.telegram.updates import read_update
from bot.errors import Refused

log = logging.getLogger(__name__)

PATH = "/webhooks/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST = 1024 * 1024
NOT_KEPT = (503, "NotReady", "The update could not be kept. Bring it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """
    Takes updates from whoever knows the secret.

    Telegram repeats what isn't answered with 2xx for a whole day: only what could not be kept is refused.
    """

    secret: str
    receiving: Receiving
    now: Callable[[], datetime]

    def routes(self) -> list[Route]:
        """
        The address.
        """
        return [Route(PATH, self.take, methods=["POST"])]

    async def take(self, request: Request) -> Response:
        """
        Keep one update; the reply can hold a call that Telegram is to make.
        """
        if not self._is_telegram(request):
            return failure(403, "NotAuthorized", MESSAGES[403])
        received = read_update(await _content(request), self.now())
        try:
            await self.receiving.keep(received)
        except Exception as error:  # noqa: BLE001 - its words can hold the person's
            log.error("update_not_kept kind=%s", type(error).__name__)
            return failure(*NOT_KEPT)
        return reply(dict(received.call))

    def _is_telegram(self, request: Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "")
        return hmac.compare_digest(given.encode(), self.secret.encode())


async def _content(request: Request) -> Mapping[str, Any]:
    """
    The update; nothing, where the body is none.
    """
    try:
        return parse_object(await read_body(request, LARGEST))
    except Refused as error:
        log.warning("update_unreadable kind=%s", error.reason)
        return {}
