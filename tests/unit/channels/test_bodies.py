"""
The body of a request: what is read, what is refused and how.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from bot.channels.bodies import MAX_BODY, parse_object, read_json
from bot.errors import Refused

NOT_JSON = (400, "BadRequest", "The body is not a JSON object.")
TOO_LARGE = (413, "PayloadTooLarge", "The body is larger than 64 KB.")
NOT_SAID = (
    415,
    "UnsupportedMediaType",
    "Send JSON, with the header Content-Type: application/json.",
)


def read(chunks: list[bytes], headers: Mapping[str, str]) -> dict[str, Any]:
    waiting = list(chunks)

    async def receive() -> Message:
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/", "headers": raw}
    return asyncio.run(read_json(Request(scope, receive)))


def refusal(chunks: list[bytes], headers: Mapping[str, str]) -> tuple[int, str, str]:
    with pytest.raises(Refused) as refused:
        read(chunks, headers)
    return refused.value.code, refused.value.reason, refused.value.message


JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "headers",
    [JSON, {"Content-Type": "Application/JSON; charset=utf-8"}, {**JSON, "Content-Encoding": "identity"}],
)  # fmt: skip
def test_a_json_object_is_read_in_pieces(headers: Mapping[str, str]) -> None:
    """
    The body may come in any pieces, and the header in any spelling.
    """
    assert {"a": "é"} == read([b'{"a": "\xc3', b'\xa9"}'], headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "application/jsonp"},
        {**JSON, "Content-Encoding": "gzip"},
    ],
)
def test_only_plain_json_is_taken(headers: Mapping[str, str]) -> None:
    """
    Whatever another site's form could send, or what would have to be unpacked first, is refused.
    """
    assert NOT_SAID == refusal([b"{}"], headers)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"42",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b"\xff\xfe\xfd",
        b"a=1",
        b"[" * 30_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
        b'{"a": 1} {"b": 2}',
    ],
)
def test_what_is_no_json_object_is_refused(body: bytes) -> None:
    """
    Broken, endless, too deep, too long a number, or JSON of another kind: one answer, without a word of it.
    """
    assert NOT_JSON == refusal([body], JSON)


def test_a_body_may_be_as_large_as_the_limit() -> None:
    """
    64 KB are taken.
    """
    body = b'{"a": "' + b"x" * (MAX_BODY - 9) + b'"}'

    assert MAX_BODY == len(body)
    assert ["a"] == list(read([body], {**JSON, "Content-Length": str(len(body))}))


def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    """
    The length that a request announces is enough to refuse it.
    """
    assert TOO_LARGE == refusal([], {**JSON, "Content-Length": str(MAX_BODY + 1)})


@pytest.mark.parametrize("length", ["5", "-1", "x", "9" * 30])
def test_a_body_that_grows_too_large_is_left(length: str) -> None:
    """
    What a request announces isn't believed: the rest is never read.
    """
    chunks = [b"x" * 40_000, b"x" * 40_000, b"never read"]

    assert TOO_LARGE == refusal(chunks, {**JSON, "Content-Length": length})


@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_refused(body: bytes) -> None:
    """
    No bytes do anything else.
    """
    found: object
    try:
        found = type(parse_object(body))
    except Refused as refused:
        found = (refused.code, refused.reason, refused.message, refused.__cause__)

    assert found in (dict, (*NOT_JSON, None))
