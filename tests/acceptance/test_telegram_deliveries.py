"""
The same update is answered once, however often and in whatever way it comes; a chat's messages stay in order.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import Parts
from bot.channels.telegram.webhook import PATH, SECRET_HEADER
from bot.domain.parse import Parse
from tests.acceptance.telegram import SECRET, Place, in_telegram
from tests.bot_api.people import PATIENCE_SECONDS, wait_until
from tests.build import meant


@pytest.fixture
def place(whole: Parts, tmp_path: Path) -> Iterator[Place]:
    """
    A bot with a webhook.
    """
    with in_telegram(whole, tmp_path, webhook=True) as found:
        yield found


def post(place: Place, content: Any, secret: str | None = SECRET) -> httpx.Response:
    """
    Bring something to the webhook as Telegram does.
    """
    body = content if isinstance(content, (bytes, str)) else json.dumps(content)
    headers = {} if secret is None else {SECRET_HEADER: secret}
    return httpx.post(place.address + PATH, content=body, headers=headers)


def test_the_same_update_five_times_at_once_is_answered_once(place: Place) -> None:
    """
    Telegram may repeat before the first is through.
    """
    person = place.someone()
    person.says("/start", times=5)
    wait_until(lambda: len(place.api.brought) == 5)
    person.says("/help")
    person.waits_for(2)
    wait_until(lambda: len(place.api.brought) == 6)

    assert [200] * 6 == [code for _, code in place.api.brought]
    assert 2 == len(person.heard)


def test_update_numbers_may_begin_anew_anywhere(place: Place) -> None:
    """
    Also below those of before, and with one that was used: the message counts, not the update.
    """
    person = place.someone()
    person.says("/start")
    person.waits_for(1)
    for number, start in enumerate((5, 700_000_000, 2**31), 2):
        place.api.restart_numbers(start)
        person.says("/help")
        person.waits_for(number)

    assert 4 == len(person.heard)


class Slow:
    """
    An understanding that answers nobody until it is let, and remembers what it was asked.
    """

    def __init__(self) -> None:
        self.may = threading.Event()
        self.heard: list[str] = []

    def parse(self, text: str) -> Parse:
        self.may.wait(PATIENCE_SECONDS)
        self.heard.append(text)
        return meant("thanks", text=text)


def test_forty_of_one_chat_are_answered_in_order(whole: Parts, tmp_path: Path) -> None:
    """
    All forty are kept before the first is answered; each is answered once, in the order in which they came.
    """
    slow = Slow()
    with in_telegram(whole, tmp_path, webhook=True, understanding=slow) as place:
        person = place.someone()
        for number in range(40):
            message = person.message(text=f"message {number}")
            assert 200 == post(place, {"update_id": number, "message": message}).status_code
        slow.may.set()
        person.waits_for(40)

    assert [f"message {number}" for number in range(40)] == slow.heard


def test_forty_brought_at_once_are_answered_once_each(whole: Parts, tmp_path: Path) -> None:
    """
    However they come through the door.
    """
    slow = Slow()
    with in_telegram(whole, tmp_path, webhook=True, understanding=slow) as place:
        person = place.someone()
        for number in range(40):
            person.says(f"message {number}", times=2)
        wait_until(lambda: len(place.api.brought) == 80)
        slow.may.set()
        person.waits_for(40)

    assert {f"message {number}": 1 for number in range(40)} == Counter(slow.heard)


def test_only_whoever_knows_the_secret_is_listened_to(place: Place) -> None:
    """
    Everything else is refused, and does nothing.
    """
    person = place.someone()
    update = {"update_id": 1, "message": person.message(text="/start")}

    assert [403] * 4 == [
        post(place, update, secret).status_code for secret in (None, "", "wrong", f"{SECRET}x")
    ]
    assert [] == person.heard


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00",
        "null",
        "[]",
        "{}",
        '{"update_id": "x", "message": 5}',
        '{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1}}}',
        '{"update_id": 1, "surprise": {"a": 1}}',
        "[" * 5000,
    ],
)
def test_what_is_malformed_is_taken_and_forgotten(place: Place, content: bytes | str) -> None:
    """
    Otherwise Telegram would bring it again for a day.
    """
    assert (200, {}) == ((reply := post(place, content)).status_code, reply.json())
