"""
Reads the JSON body of a request, strictly and within limits.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from starlette.requests import Request

from bot.errors import Refused

MAX_BODY = 64 * 1024

NOT_JSON = (400, "BadRequest", "The body is not a JSON object.")
TOO_LARGE = (413, "PayloadTooLarge", "The body is larger than 64 KB.")
NOT_SAID_TO_BE_JSON = (
    415,
    "UnsupportedMediaType",
    "Send JSON, with the header Content-Type: application/json.",
)


async def read_json(request: Request) -> dict[str, Any]:
    """
    The object in a request's body.

    Raises `Refused`: 415 if it isn't said to be plain JSON, 413 if it is too large, 400 if it isn't an object.
    """
    # Another site's form can't send this content type, so it can't write in a person's name.
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" or _is_encoded(request):
        raise Refused(*NOT_SAID_TO_BE_JSON)
    return parse_object(await read_body(request))


def _is_encoded(request: Request) -> bool:
    return request.headers.get("content-encoding", "identity").lower() != "identity"


async def read_body(request: Request, most: int = MAX_BODY) -> bytes:
    """
    The body; stops reading where it is larger than `most` bytes.
    """
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and len(length) < 20 and int(length) > most:
        raise Refused(*TOO_LARGE)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise Refused(*TOO_LARGE)
    return body


def parse_object(body: bytes) -> dict[str, Any]:
    """
    The JSON object that the body is; JSON's own numbers only.
    """
    try:
        content = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        # The cause quotes the body, so it isn't chained.
        raise Refused(*NOT_JSON) from None
    if not isinstance(content, dict):
        raise Refused(*NOT_JSON)
    return content


def _refuse(_: str) -> NoReturn:
    raise ValueError
