"""
Fetching updates: each confirmed once it is kept, and nothing that comes in can stop it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

import pytest
from telegram import Update
from telegram.error import Conflict, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.polling import MOST, PAUSE, Polling
from bot.channels.telegram.updates import ALLOWED, Received

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
PERSON = {"id": 5, "is_bot": False, "first_name": "A"}
CHAT = {"id": 5, "type": "private", "first_name": "A"}


def update(number: int, text: str = "hello") -> Update:
    """
    An update with a message.
    """
    message = {"message_id": number, "date": 0, "chat": CHAT, "from": PERSON, "text": text}
    return Update.de_json({"update_id": number, "message": message}, None)


@dataclass(kw_only=True)
class Api:
    """
    A client that gives what it is told to give, and notes what it is asked for.
    """

    gives: list[tuple[Update, ...] | Exception]
    asked: list[tuple[int | None, int]] = field(default_factory=list)

    async def get_updates(self, **values: Any) -> tuple[Update, ...]:
        assert ALLOWED == values["allowed_updates"]
        self.asked.append((values["offset"], values["limit"]))
        given = self.gives.pop(0)
        if isinstance(given, Exception):
            raise given
        return given


@dataclass(kw_only=True)
class Keeper:
    """
    Keeps the words of deliveries; breaks at "break".
    """

    kept: list[str] = field(default_factory=list)

    async def keep(self, received: Received) -> None:
        assert received.delivery is not None
        if received.delivery.text == "break":
            raise OSError
        self.kept.append(received.delivery.text)


def polling(*gives: tuple[Update, ...] | Exception) -> tuple[Polling, Api, Keeper]:
    """
    A poller with twins.
    """
    api, keeper = Api(gives=list(gives)), Keeper()
    found = Polling(bot=api, receiving=keeper, now=lambda: NOW)  # type: ignore[arg-type] # twins
    return found, api, keeper


async def test_updates_are_confirmed_after_they_are_kept() -> None:
    """
    The next time asks for what comes after.
    """
    poller, api, keeper = polling((update(7, "a"), update(8, "b")), ())

    assert [0.0, 0.0] == [await poller.fetch(), await poller.fetch()]
    assert ["a", "b"] == keeper.kept
    assert [(None, MOST), (9, MOST)] == api.asked


async def test_what_could_not_be_kept_comes_again() -> None:
    """
    With all after it, in order.
    """
    poller, api, keeper = polling((update(7, "a"), update(8, "break"), update(9, "c")), ())

    assert [PAUSE, 0.0] == [await poller.fetch(), await poller.fetch()]
    assert ["a"] == keeper.kept
    assert [(None, MOST), (8, MOST)] == api.asked


async def test_an_update_that_cannot_be_read_is_stepped_over() -> None:
    """
    Those around it are fetched one by one.
    """
    poller, api, keeper = polling(
        (update(7, "a"),), KeyError("x"), (update(8, "b"),), TypeError("x"), (update(10, "c"),)
    )
    for _ in range(5):
        await poller.fetch()

    assert ["a", "b", "c"] == keeper.kept
    assert [(None, MOST), (8, MOST), (8, 1), (9, MOST), (9, 1)] == api.asked[:5]


async def test_even_the_very_first_update_may_be_unreadable() -> None:
    """
    Then all but the newest are left out.
    """
    poller, api, _ = polling(KeyError("x"), KeyError("x"), ())
    for _ in range(3):
        await poller.fetch()

    assert [(None, MOST), (None, 1), (-1, 1)] == api.asked


@pytest.mark.parametrize(
    ("error", "pause"),
    [(RetryAfter(9), 9.0), (NetworkError("canary"), PAUSE), (Conflict("canary"), 10 * PAUSE)],
)
async def test_a_failure_is_waited_out(
    error: TelegramError, pause: float, caplog: pytest.LogCaptureFixture
) -> None:
    """
    As long as Telegram says; a second poller is told of clearly, and no words of the error are logged.
    """
    caplog.set_level(logging.DEBUG)
    poller, _, _ = polling(error)

    assert pause == await poller.fetch()
    assert "canary" not in caplog.text
    assert isinstance(error, Conflict) == ("delete-webhook" in caplog.text)
