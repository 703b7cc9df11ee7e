"""
A message on its way: it is read once, and the log is looked at once, however often the turn is made anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from bot.conversation.ports import LogView
from bot.conversation.turning import LogInTurn, Reading
from bot.domain.parse import Parse
from bot.domain.request import KeepLonger
from bot.domain.retention import Retention
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from tests.build import meant
from tests.contract.turns import CODE, LINK, NOW, OTHER, PIN, addresses, locked, turn
from tests.memory_store import MemoryStore

LATER = NOW + timedelta(days=1)
MONTH = datetime(2026, 12, 21, tzinfo=timezone.utc)


@dataclass(kw_only=True)
class Counting(MemoryStore):
    """
    A store that counts how often a log was looked into.
    """

    looks: list[str] = field(default_factory=list)

    def open_log(self, conversation: str, *, pin: str | None, now: datetime) -> LogView:
        self.looks.append("open" if pin is None else "pin")
        return super().open_log(conversation, pin=pin, now=now)

    def find_case(self, conversation: str, *, code: str, pin: str, now: datetime) -> LogView:
        self.looks.append("case")
        return super().find_case(conversation, code=code, pin=pin, now=now)


def log_of(store: MemoryStore, who: str, now: datetime = NOW) -> LogInTurn:
    """
    The log of somebody in a turn.
    """
    return LogInTurn(store=store, conversation=who, now=now, retention=Retention())


def test_a_message_is_read_when_it_is_needed_and_once() -> None:
    """
    Understanding is what costs.
    """
    asked: list[str] = []

    class Understanding:
        def parse(self, text: str) -> Parse:
            asked.append(text)
            return meant("greet", text=text)

    reading = Reading(Understanding(), "hello")
    before = list(asked)

    assert ("greet", "hello") == (reading.parse.intent.name, reading.parse.text)
    assert ([], ["hello"]) == (before, asked)
    assert "hello" not in repr(Reading(Understanding(), "hello"))


def test_the_log_is_looked_at_once_in_a_turn() -> None:
    """
    Two actions of a turn see the same.
    """
    store = Counting()
    turn(store, "a", changes=[LINK])
    log = log_of(store, "a")

    assert [LINK.address] == addresses(log.view()) == addresses(log.view())
    assert (["open"], None) == (store.looks, log.opened)


def test_a_guess_counts_once_however_often_the_turn_is_made_anew() -> None:
    """
    Wrong guesses only: a log that was opened is looked at anew.
    """
    store = Counting()
    who = locked(store)
    wrong = log_of(store, who)
    for _ in range(3):
        assert "wrong" == wrong.try_pin("0000").state == wrong.view().state
        wrong.again()
    right = log_of(store, who)
    assert "open" == right.try_pin(PIN).state
    turn(store, who, changes=[OTHER])
    right.again()

    assert [LINK.address, OTHER.address] == addresses(right.view())
    assert right.opened is not None
    assert ["pin", "pin", "open"] == store.looks


def test_a_case_is_found_once() -> None:
    """
    What was found stays in sight of the turn that joins it.
    """
    store = Counting()
    locked(store)
    log = log_of(store, "other")
    for _ in range(2):
        assert [LINK.address] == addresses(log.try_case(CODE, PIN)) == addresses(log.view())
        assert log.opened is not None

    assert ["case"] == store.looks


def test_only_what_is_named_again_is_read_for_adding() -> None:
    """
    By the address as it is compared, or by the account; and the thing noted last.
    """
    store = MemoryStore()
    turn(store, "a", changes=[LINK, OTHER])
    slots: dict[str, Value] = {
        "links": ["http://www.a.example/1/?utm_source=x"],
        "accounts": ["@nobody"],
    }

    named = log_of(store, "a").alike(Tracker(slots=slots))
    none = log_of(store, "a").alike(Tracker(slots={"links": None}))

    assert ([LINK.address, OTHER.address], [OTHER.address]) == (addresses(named), addresses(none))


def test_this_message_counts_for_how_long_it_is_kept() -> None:
    """
    Whoever was promised a longer time keeps it.
    """
    store = MemoryStore()
    first = log_of(store, "a").view().kept_until
    turn(store, "a", requests=[KeepLonger(days=90)])
    promised = log_of(store, "a", LATER).view().kept_until

    assert (MONTH, datetime(2027, 2, 19, tzinfo=timezone.utc)) == (first, promised)
