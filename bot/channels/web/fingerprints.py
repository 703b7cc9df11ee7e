"""
`POST /webhooks/web/fingerprint`: notes a file that never leaves the person's device.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.bodies import read_json
from bot.channels.fields import LONGEST_NAME, read_sender, refuse
from bot.channels.limits import Limits
from bot.channels.replies import reply
from bot.channels.senders import SenderTokens
from bot.channels.web.pages import CHANNEL
from bot.conversation.note_file import Fingerprint
from bot.errors import Refused

PATH = f"/webhooks/{CHANNEL}/fingerprint"
LARGEST = 10**12
NOT_THEIRS = (403, "NotAuthorized", "This talk doesn't note files.")

_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z", re.ASCII)

Note = Callable[[str, Fingerprint, datetime], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprints:
    """
    The address. `note` writes into the log of a sender, and says whether that person may.
    """

    note: Note
    tokens: SenderTokens
    senders: Limits
    clock: Callable[[], datetime]

    def routes(self) -> list[Route]:
        """
        One address.
        """
        return [Route(PATH, self.take, methods=["POST"])]

    async def take(self, request: Request) -> Response:
        """
        Note one file.
        """
        now, body = self.clock(), await read_json(request)
        sender = read_sender(body)
        if not self.tokens.knows(sender):
            raise Refused(*NOT_THEIRS)
        self.senders.check(sender, now)
        if not await run_in_threadpool(self.note, sender, read_fingerprint(body), now):
            raise Refused(*NOT_THEIRS)
        return reply({"status": "ok"})


def read_fingerprint(body: Mapping[str, Any]) -> Fingerprint:
    """
    The fingerprint in a request's body. Raises `Refused` at the first field that isn't what it should be.
    """
    return Fingerprint(
        sha256=_form(body, "sha256", _HASH, "a SHA-256 in 64 hex digits"),
        size=_size(body.get("size")),
        date=_date(body),
        name=_name(body.get("name")),
    )


def _form(body: Mapping[str, Any], field: str, form: re.Pattern[str], expected: str) -> str:
    value = body.get(field)
    if not isinstance(value, str) or not form.fullmatch(value):
        refuse(field, expected)
    return value


def _size(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        refuse("size", "a number of bytes")
    return value


def _date(body: Mapping[str, Any]) -> str | None:
    return None if body.get("date") is None else _form(body, "date", _DATE, "a time in UTC")


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _name(value: Any) -> str | None:
    if value is not None and not _is_name(value):
        refuse("name", f"a text of 1 to {LONGEST_NAME} printable characters")
    return None if value is None else str(value)
