"""
The store and its twin in memory, side by side: whatever is done, in whatever order, both give the same answers.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.conversation.ports import Commit, LogView, Opened
from bot.domain.evidence import Change
from bot.domain.message import BotMessage
from bot.domain.request import (
    ForgetReminders,
    JoinCase,
    KeepCode,
    KeepLonger,
    LockLog,
    OfferDownload,
    Remind,
    ShutLog,
    UnlockLog,
)
from bot.domain.tracker import Tracker
from bot.storage import SqlStore, open_store
from bot.storage.pins import PinCost
from tests.memory_store import MemoryStore

SECRET = b"a secret of thirty-two characters"
START = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)
PEOPLE = st.sampled_from(["one", "two", "three"])
PINS = st.sampled_from(["4871", "0000"])
CODES = st.sampled_from(["2GGKKE0Y22H1", "0" * 12])
DELIVERIES = st.none() | st.sampled_from(["a", "b", "c"])
TEXTS = st.sampled_from(["yes", "4871", "0000", "it is on https://a.example/1"])
CHANGES = st.lists(
    st.builds(
        Change,
        kind=st.sampled_from(["added", "corrected", "withdrawn"]),
        item=st.none() | st.integers(1, 4),
        address=st.none() | st.just("https://a.example/1"),
        normalized=st.none() | st.sampled_from(["https://a.example/1", "https://b.example/2"]),
        note=st.none() | st.just("a chat"),
    ),
    max_size=2,
)
REQUESTS = st.lists(
    st.sampled_from(
        [
            LockLog(),
            UnlockLog(),
            ShutLog(),
            JoinCase(),
            KeepCode(code="2GGKKE0Y22H1"),
            KeepLonger(days=60),
            OfferDownload(token="t", format="json"),
            Remind(at="2026-11-21T10:00:00Z", response="utter_a"),
            ForgetReminders(purpose="notice"),
        ]
    ),
    max_size=2,
    unique_by=type,
)


class Twins(RuleBasedStateMachine):
    """
    One does it in dicts, the other in SQLite.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{self.folder.name}/first-hours.db"
        self.real = open_store(url, SECRET, pin_cost=PinCost(passes=1, memory=4))
        self.twin = MemoryStore()
        self.now = START
        self.offered = False
        self.views: dict[str, dict[str, Opened | None]] = {}

    def teardown(self) -> None:
        self.real.close()
        self.folder.cleanup()

    def both(self) -> list[tuple[str, SqlStore | MemoryStore]]:
        return [("real", self.real), ("twin", self.twin)]

    @rule(
        person=PEOPLE,
        changes=CHANGES,
        requests=REQUESTS,
        pin=PINS,
        delivery=DELIVERIES,
        text=TEXTS,
    )
    def take_turn(self, person: str, **parts: Any) -> None:
        """
        A turn with anything in it.
        """
        # A token is made of chance: the same one is never offered twice.
        if self.offered:
            parts["requests"] = [e for e in parts["requests"] if not isinstance(e, OfferDownload)]
        self.offered |= any(isinstance(each, OfferDownload) for each in parts["requests"])
        kept = [
            self.commit(store, person, opened=self.views.get(person, {}).get(name), **parts)
            for name, store in self.both()
        ]
        assert kept[0] == kept[1]

    @rule(person=PEOPLE, delivery=DELIVERIES)
    def erase(self, person: str, delivery: str | None) -> None:
        """
        Everything, everywhere.
        """
        for _, store in self.both():
            self.commit(store, person, erase=True, delivery=delivery)

    @rule(person=PEOPLE, pin=st.none() | PINS)
    def open_log(self, person: str, pin: str | None) -> None:
        """
        Rightly or wrongly.
        """
        self.compare(person, lambda store, who: store.open_log(who, pin=pin, now=self.now))

    @rule(person=PEOPLE, code=CODES, pin=PINS)
    def find_case(self, person: str, code: str, pin: str) -> None:
        """
        Rightly or wrongly.
        """
        self.compare(
            person, lambda store, who: store.find_case(who, code=code, pin=pin, now=self.now)
        )

    @rule(person=PEOPLE, delivery=st.sampled_from(["a", "b", "c"]), text=TEXTS)
    def deliver_again(self, person: str, delivery: str, text: str) -> None:
        """
        A delivery that may have come before.
        """
        answers = [s.replies(s.key("sms", person), delivery, text) for _, s in self.both()]

        assert answers[0] == answers[1]

    @rule()
    def take_download(self) -> None:
        """
        Whoever has the token.
        """
        found = [store.take_download("t", self.now) for _, store in self.both()]
        lines = [[line.entry for line in each.lines] if each else None for each in found]

        assert lines[0] == lines[1]

    @rule()
    def send_reminders(self) -> None:
        """
        Those that are due.
        """
        due = [store.due_reminders(self.now) for _, store in self.both()]
        seen = [sorted((e.channel, e.sender, e.purpose) for e in each) for each in due]
        for (_, store), each in zip(self.both(), due, strict=True):
            for reminder in each:
                store.reminder_sent(reminder.id)

        assert seen[0] == seen[1]

    @rule()
    def purge(self) -> None:
        """
        What is over.
        """
        purged = [store.purge(self.now) for _, store in self.both()]

        assert purged[0] == purged[1]

    @rule(
        passed=st.sampled_from([timedelta(minutes=1), timedelta(minutes=20), timedelta(days=12)])
    )
    def wait(self, passed: timedelta) -> None:
        """
        Time goes by.
        """
        self.now += passed

    @invariant()
    def hold_the_same(self) -> None:
        """
        Trackers, entries and what is alike.
        """
        for person in ("one", "two", "three"):
            seen = [
                (
                    store.load(who),
                    store.entries(who),
                    store.alike(who, ["https://b.example/2"], now=self.now),
                )
                for _, store in self.both()
                for who in [store.key("sms", person)]
            ]
            assert seen[0] == seen[1]

    def commit(self, store: SqlStore | MemoryStore, person: str, **parts: Any) -> bool:
        """
        Keep a turn on top of what is there.
        """
        who = store.key("sms", person)
        held = store.load(who)
        commit = Commit(
            conversation=who,
            revision=held.revision,
            tracker=Tracker(slots={"said": held.revision}, last_seen=self.now),
            changes=(),
            replies=(BotMessage(text=f"answer {held.revision}"),),
            delivery=None,
            now=self.now,
            channel="sms",
            sender=person,
        )
        delivered = parts.get("delivery")
        if delivered is not None and store.replies(who, delivered) is not None:
            parts["delivery"] = None
        return store.commit(replace(commit, **parts))

    def compare(self, person: str, look: Any) -> None:
        """
        What both see of a log; what they opened is theirs.
        """
        views: list[LogView] = [look(store, store.key("sms", person)) for _, store in self.both()]
        self.views[person] = {
            name: view.opened for (name, _), view in zip(self.both(), views, strict=True)
        }
        opened = [view.opened is not None for view in views]
        assert opened[0] == opened[1]
        assert replace(views[0], opened=None) == replace(views[1], opened=None)


Twins.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestTwins = Twins.TestCase
