"""
Turns: one after another for each person, at once for all.
"""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime, timezone

import pytest

from bot.channels.metrics import Metrics
from bot.channels.turns import Turns
from bot.conversation.handle import Answer
from bot.domain.message import UserMessage
from bot.domain.tracker import Tracker
from bot.errors import Refused

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
NOTHING = Answer(messages=(), tracker=Tracker())


def message(sender: str, text: str, channel: str = "rest") -> UserMessage:
    return UserMessage(sender=sender, text=text, channel=channel, now=NOW)


async def test_messages_of_one_person_are_answered_in_order_and_never_at_once() -> None:
    """
    Forty in a row: each begins when the one before is done.
    """
    log: list[str] = []

    def handle(taken: UserMessage) -> Answer:
        log.extend([f"begin {taken.text}", f"end {taken.text}"])
        return NOTHING

    turns = Turns(handle, Metrics())
    await asyncio.gather(*(turns.take(message("a", str(number))) for number in range(40)))

    expected = [f"{what} {number}" for number in range(40) for what in ("begin", "end")]
    assert expected == log


async def test_people_do_not_wait_for_each_other() -> None:
    """
    Two senders, and one sender in two channels: all three are inside at the same time.
    """
    together = threading.Barrier(3, timeout=10)

    def handle(_: UserMessage) -> Answer:
        together.wait()
        return NOTHING

    turns = Turns(handle, Metrics())
    people = [message("a", "x"), message("b", "x"), message("a", "x", "sms")]
    answers = await asyncio.gather(*map(turns.take, people))

    assert [NOTHING] * 3 == answers


async def test_nobody_is_remembered_after_their_turn() -> None:
    """
    The locks go with the turns, so memory doesn't grow with people.
    """
    turns = Turns(lambda _: NOTHING, Metrics())
    for number in range(100):
        await turns.take(message(str(number), "x"))

    assert 0 == len(turns._locks)


async def test_who_left_is_not_heard_any_more() -> None:
    """
    What was on its way when they left begins nothing anew; others go on.
    """
    heard: list[str] = []
    forgotten: list[tuple[str, str, datetime]] = []

    def handle(taken: UserMessage) -> Answer:
        heard.append(taken.text)
        return NOTHING

    def was_left(channel: str, sender: str) -> bool:
        return (channel, sender, NOW) in forgotten

    turns = Turns(handle, Metrics(), leave=lambda *who: forgotten.append(who), was_left=was_left)
    await turns.leave("rest", "a", NOW)
    with pytest.raises(Refused):
        await turns.take(message("a", "late"))
    await turns.take(message("b", "other"))

    assert ([("rest", "a", NOW)], ["other"]) == (forgotten, heard)


async def test_who_leaves_in_another_process_while_they_are_answered_is_forgotten_here() -> None:
    """
    The answer is given up, and what its turn kept is forgotten.
    """
    kept: list[str] = []
    left: list[str] = []

    def handle(taken: UserMessage) -> Answer:
        kept.append(taken.sender)
        left.append(taken.sender)  # as another process would
        return NOTHING

    turns = Turns(
        handle,
        Metrics(),
        leave=lambda _channel, sender, _now: kept.remove(sender),
        was_left=lambda _channel, sender: sender in left,
    )
    with pytest.raises(Refused):
        await turns.take(message("a", "late"))

    assert ([], ["a"]) == (kept, left)


async def test_leaving_never_fails(caplog: pytest.LogCaptureFixture) -> None:
    """
    Whatever breaks is logged by its kind; nobody is there to be told.
    """

    def broken(*_: object) -> None:
        raise KeyError(*_)

    await Turns(lambda _: NOTHING, Metrics(), leave=broken).leave("rest", "canary", NOW)

    assert ["leaving_failed kind=KeyError"] == caplog.messages
