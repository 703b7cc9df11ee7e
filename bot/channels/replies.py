"""
JSON replies, and refusals in Rasa's shape: never a trace, never a word of what was sent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.errors import Refused

MESSAGES: Mapping[int, str] = {
    403: "This isn't allowed.",
    404: "There is nothing here.",
    405: "This address doesn't know that method.",
    500: "Something broke here. Nothing was changed.",
}


def encode(content: Any) -> bytes:
    """
    Content as JSON in UTF-8; half a character pair, which UTF-8 can't hold, stays an escape.
    """
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "backslashreplace"
    )


def reply(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """
    A reply with JSON in it.
    """
    return Response(encode(content), status, headers, media_type="application/json")


def failure(
    code: int, reason: str, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    """
    A refusal in Rasa's shape.
    """
    content = {"status": "failure", "code": code, "reason": reason, "message": message}
    return reply(content, code, headers)


async def on_refused(_: Request, error: Exception) -> Response:
    """
    What a `Refused` becomes.
    """
    if not isinstance(error, Refused):  # pragma: no cover - registered for no other
        raise error
    return failure(error.code, error.reason, error.message)


async def on_http(_: Request, error: Exception) -> Response:
    """
    What the routing's own refusals become.
    """
    if not isinstance(error, HTTPException):  # pragma: no cover - registered for no other
        raise error
    code = error.status_code
    message = MESSAGES.get(code, HTTPStatus(code).description or HTTPStatus(code).phrase)
    return failure(code, reason_of(code), message, error.headers)


def reason_of(code: int) -> str:
    """
    A status in one word: `NotFound`.
    """
    return HTTPStatus(code).phrase.title().replace(" ", "").replace("-", "")
