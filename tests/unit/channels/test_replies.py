"""
Refusals in Rasa's shape.
"""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels.replies import encode, on_http, reason_of
from tests.doors import doors, failure


@pytest.mark.parametrize(
    ("code", "reason"),
    [(400, "BadRequest"), (404, "NotFound"), (405, "MethodNotAllowed"), (429, "TooManyRequests")],
)
def test_a_status_has_a_reason_in_one_word(code: int, reason: str) -> None:
    """
    As Rasa names them.
    """
    assert reason == reason_of(code)


def test_every_status_can_be_named() -> None:
    """
    Whichever refusal the web library thinks of, its reason is one word.
    """
    reasons = [reason_of(status) for status in HTTPStatus]

    assert len(reasons) > 50
    assert [] == [reason for reason in reasons if not reason.replace("'", "").isalpha()]


@pytest.mark.parametrize("path", ["/canary", "/webhooks/", "/webhooks/canary/webhook", "/%00"])
def test_an_unknown_address_is_refused_without_an_echo(path: str) -> None:
    """
    There is nothing there, and what was asked for isn't repeated.
    """
    reply = doors().client.get(path)

    expected = failure(404, "NotFound", "There is nothing here.")
    assert expected == (reply.status_code, reply.json())


async def test_a_status_without_words_of_ours_has_its_own() -> None:
    """
    The standard's description stands in; the detail that a library gives doesn't show.
    """
    error = HTTPException(406, detail="canary")
    reply = await on_http(Request({"type": "http"}), error)

    content = json.loads(bytes(reply.body))
    assert ("failure", 406, "NotAcceptable") == (
        content["status"],
        content["code"],
        content["reason"],
    )
    assert "canary" not in content["message"]
    assert content["message"]


def test_json_is_short_and_readable() -> None:
    """
    No spaces between, letters as they are.
    """
    assert '{"text":"año"}'.encode() == encode({"text": "año"})
