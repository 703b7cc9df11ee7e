"""
The work between the doors and the conversation.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.delivering import MOST_TRIES, Delivering
from bot.conversation.delivery import Delivery, Outgoing, Refused, Result, Retry, Sent
from bot.conversation.handle import FALLBACK, Conversation
from bot.conversation.ports import Commit
from bot.domain.message import BotMessage
from bot.domain.request import Remind
from bot.domain.slot import Slot
from bot.storage import SqlStore, open_store
from bot.storage.lanes import LEASE
from bot.storage.outbox import SENDING
from tests.build import ask, assistant, flow, say
from tests.fakes import ScriptedActions, ScriptedUnderstanding

NOW = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)
PERSON = "+15550100"


@dataclass(kw_only=True)
class Phone:
    """
    A provider that gives what it is told to as result of each message, and keeps what was sent.
    """

    results: list[Result | Exception] = field(default_factory=list)
    got: list[str] = field(default_factory=list)
    on_send: Any = None

    def parts(self, messages: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
        return tuple(messages)

    async def send(self, outgoing: Outgoing) -> Result:
        result = self.results.pop(0) if self.results else Sent()
        if isinstance(result, Exception):
            raise result
        if isinstance(result, Sent):
            self.got.append(outgoing.message.response)
        if self.on_send is not None:
            self.on_send()
        return result


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """
    A store of its own.
    """
    opened = open_store(f"sqlite:///{tmp_path}/kept.db", b"0" * 32)
    yield opened
    opened.close()


def working(store: SqlStore, phone: Phone, **parts: Any) -> Delivering:
    """
    The work, with a small assistant and this phone as the only provider.
    """
    made = Delivering(
        conversation=Conversation(
            assistant=assistant(responses=[say("utter_reminds"), say(FALLBACK)]),
            store=store,
            understanding=ScriptedUnderstanding(),
            actions=ScriptedActions(),
        ),
        deliveries=store.deliveries,
        reminders=store,
        senders={"sms": phone},
        clock=lambda: NOW,
    )
    return replace(made, **parts)


def message(number: int, text: str = "/greet", **parts: Any) -> Delivery:
    """
    A text message.
    """
    plain = Delivery(
        channel="sms", delivery_id=f"SM{number}", sender=PERSON, text=text, received=NOW
    )
    return replace(plain, **parts)


async def until_quiet(work: Delivering) -> None:
    """
    Do all that there is to do.
    """
    while await work.answer_one() or await work.send_one() or await work.remind_one():
        pass


async def test_a_message_is_answered(store: SqlStore) -> None:
    """
    Once, however often it is delivered, and the turn is kept.
    """
    phone, heard = Phone(), list[str]()
    work = working(store, phone, heard=lambda channel, *_: heard.append(channel))

    new = [await work.receive(message(1)) for _ in range(3)]
    await until_quiet(work)

    assert [True, False, False] == new
    assert phone.got
    assert ["sms"] == heard
    assert 1 == store.load(store.key("sms", PERSON)).revision


async def test_whoever_waited_long_is_still_answered(store: SqlStore) -> None:
    """
    The server was away for hours: what it took in before gets its answer.
    """
    phone = Phone()
    work = working(store, phone)
    await work.receive(message(1))

    await until_quiet(replace(work, clock=lambda: NOW + timedelta(hours=3)))

    assert phone.got


async def test_old_pages_are_cleared_of_what_was_handled(store: SqlStore, tmp_path: Path) -> None:
    """
    Sealed or not: after the answer was sent, the files hold nothing of the message any more.
    """
    work = working(store, Phone())
    await work.receive(message(1))
    (sealed,) = bodies(tmp_path / "kept.db")
    await until_quiet(work)

    assert sealed in raw(tmp_path)
    assert await work.tidy()
    assert not await work.tidy()
    assert sealed not in raw(tmp_path)
    assert [] == bodies(tmp_path / "kept.db")


def raw(folder: Path) -> bytes:
    """
    The bytes of the database's files.
    """
    return b"".join(path.read_bytes() for path in folder.glob("kept.db*"))


def bodies(file: Path) -> list[bytes]:
    """
    What lies sealed in the inbox.
    """
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT body FROM deliveries WHERE body IS NOT NULL").fetchall()
    return [row[0] for row in rows]


async def test_whoever_writes_wakes_the_work(store: SqlStore) -> None:
    """
    It doesn't wait for the next look, and it ends without leaving anything behind.
    """
    arrived = asyncio.Event()
    phone = Phone(on_send=arrived.set)
    work = working(store, phone)
    before = asyncio.all_tasks()
    running = asyncio.create_task(work.run())
    await asyncio.sleep(0)

    await work.receive(message(1))
    await asyncio.wait_for(arrived.wait(), 30)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running

    assert before == asyncio.all_tasks()


async def test_what_is_being_sent_when_all_is_stopped_is_known_as_sent(store: SqlStore) -> None:
    """
    The next start doesn't send it again.
    """
    sending, slow = asyncio.Event(), asyncio.Event()

    class Slow(Phone):
        async def send(self, outgoing: Outgoing) -> Result:
            sending.set()
            await slow.wait()
            return await super().send(outgoing)

    phone = Slow()
    work = working(store, phone)
    running = asyncio.create_task(work.run())
    await work.receive(message(1))
    await asyncio.wait_for(sending.wait(), 30)
    running.cancel()
    await asyncio.sleep(0)
    slow.set()
    with suppress(asyncio.CancelledError):
        await running

    said = list(phone.got)
    await until_quiet(replace(work, clock=lambda: NOW + timedelta(seconds=SENDING)))
    assert len(said) == len(set(said)) == 1
    assert phone.got[:1] == said
    assert said[0] not in phone.got[1:]


async def test_a_turn_that_breaks_is_answered_with_the_apology(store: SqlStore) -> None:
    """
    Once, and the message isn't taken again.
    """

    @dataclass(frozen=True)
    class Broken(ScriptedUnderstanding):
        def parse(self, text: str) -> Any:
            raise ValueError(text)

    phone = Phone()
    work = working(store, phone)
    work = replace(work, conversation=replace(work.conversation, understanding=Broken()))

    await work.receive(message(1, "words"))
    await until_quiet(work)

    assert [FALLBACK] == phone.got


async def test_a_message_that_ends_processes_gets_the_apology(store: SqlStore) -> None:
    """
    After some processes died of it, the next one doesn't try.
    """
    phone, now = Phone(), NOW
    work = working(store, phone)
    await work.receive(message(1))
    for _ in range(MOST_TRIES):
        assert store.deliveries.claim(now) is not None
        now += timedelta(seconds=LEASE)

    await until_quiet(replace(work, clock=lambda: now))

    assert [FALLBACK] == phone.got


async def test_whoever_lost_the_lease_says_nothing(store: SqlStore) -> None:
    """
    A process that was slow finds its turn taken.
    """
    phone = Phone()
    work = working(store, phone)
    await work.receive(message(1))
    slow = store.deliveries.claim(NOW)
    assert slow is not None
    later = NOW + timedelta(seconds=LEASE)
    await until_quiet(replace(work, clock=lambda: later))
    once = list(phone.got)

    work._answer(slow)
    await until_quiet(replace(work, clock=lambda: later))

    assert once
    assert once == phone.got


async def test_a_provider_that_breaks_is_unknown_and_its_words_are_not_logged(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Only the kind of its error is.
    """
    caplog.set_level(logging.DEBUG, "bot")
    phone = Phone(results=[ValueError("canary +15550100")])
    work = working(store, phone)

    await work.receive(message(1))
    await until_quiet(work)

    assert "send_failed kind=ValueError channel=sms" in caplog.messages
    assert "15550100" not in caplog.text
    assert "canary" not in caplog.text


async def test_who_opted_out_gets_nothing_more(store: SqlStore) -> None:
    """
    What follows isn't even tried.
    """
    phone = Phone(results=[Refused(stopped=True)])
    work = working(store, phone)

    for number in (1, 2):
        await work.receive(message(number))
    await until_quiet(work)

    assert [] == phone.got
    assert [] == phone.results


async def test_a_database_that_is_away_ends_nothing(
    store: SqlStore, caplog: pytest.LogCaptureFixture
) -> None:
    """
    The work goes on when it is back.
    """
    arrived = asyncio.Event()
    phone = Phone(on_send=arrived.set)

    @dataclass(frozen=True)
    class Away:
        broken: list[str] = field(default_factory=lambda: ["once"])

        def __getattr__(self, name: str) -> Any:
            if name == "claim" and self.broken:
                self.broken.pop()
                raise ConnectionError(name)
            return getattr(store.deliveries, name)

    work = working(store, phone, deliveries=Away())
    running = asyncio.create_task(work.run())
    await work.receive(message(1))
    await asyncio.wait_for(arrived.wait(), 30)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running

    assert "delivering_failed kind=ConnectionError" in caplog.messages


async def test_a_reminder_is_written_and_sent(store: SqlStore) -> None:
    """
    On the channel that it was asked for; where a channel is switched off, it waits.
    """
    for channel in ("sms", "telegram"):
        remind(store, channel)
    phone = Phone(results=[Retry(), Sent()])
    work = working(store, phone)

    await until_quiet(work)
    assert [] == phone.got
    await until_quiet(replace(work, clock=lambda: NOW + timedelta(seconds=5)))

    assert ["utter_reminds"] == phone.got
    (waits,) = store.due_reminders(NOW + timedelta(minutes=10))
    assert "telegram" == waits.channel


def remind(store: SqlStore, channel: str) -> None:
    """
    Let somebody ask for a reminder that is due now.
    """
    who = store.key(channel, PERSON)
    commit = Commit(
        conversation=who,
        revision=0,
        tracker=store.load(who).tracker,
        changes=(),
        replies=(),
        delivery=None,
        now=NOW,
        requests=[Remind(at=NOW.isoformat(), response="utter_reminds")],
        channel=channel,
        sender=PERSON,
    )
    assert store.commit(commit)


@pytest.mark.parametrize(
    ("seconds", "slots", "said"),
    [
        (0, {"age": "minor"}, "utter_corrected"),
        (10, {"age": "adult", "where": "a"}, "utter_ask_choice"),
    ],
)
async def test_a_late_number_means_what_it_meant_when_it_was_shown(
    store: SqlStore, seconds: int, slots: dict[str, str], said: str
) -> None:
    """
    Written before the next question can have been seen, it answers the one before, and the next one stays open.
    """
    made = assistant(
        flow("story", ask("age", "where"), ask("where"), on="story"),
        slots=(
            Slot(name="age", type="categorical", values=("adult", "minor")),
            Slot(name="where", type="categorical", values=("b", "a")),
        ),
        responses=[say(FALLBACK), say("utter_moved_on")],
    )
    phone = Phone()
    work = working(store, phone)
    work = replace(work, conversation=replace(work.conversation, assistant=made))

    async def write(number: int, text: str, at: int) -> None:
        moment = NOW + timedelta(seconds=at)
        await work.receive(message(number, text, received=moment))
        await until_quiet(replace(work, clock=lambda: moment))

    await write(1, "/story", 0)
    await write(2, "/SetSlots(safe_now=yes)", 20)
    await write(3, "1", 40)
    await write(4, "2", 40 + seconds)

    told = store.load(store.key("sms", PERSON)).tracker.slots
    assert slots == {name: told[name] for name in ("age", "where") if name in told}
    assert said in phone.got
