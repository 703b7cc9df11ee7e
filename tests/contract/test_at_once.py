"""
Many at once, in any database: nothing is lost, nothing is done twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.conversation.ports import Commit
from bot.domain.chain import iso
from bot.domain.evidence import Change
from bot.domain.request import JoinCase, KeepCode, LockLog, Remind
from bot.domain.tracker import Tracker
from bot.storage import SqlStore, open_store
from bot.storage.keeping import Purged
from tests.chains import chain_of
from tests.contract.conftest import QUICK, SECRET
from tests.contract.turns import CODE, LINK, NOW, PIN, turn


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """
    A store in a database of each kind.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


@pytest.fixture
def other(store: SqlStore, url: str) -> Iterator[SqlStore]:
    """
    Another process with the same database.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


def test_two_devices_at_once_lose_nothing(store: SqlStore, other: SqlStore, url: str) -> None:
    """
    Two processes, two conversations, one log: each note is there, and the chain is whole.
    """
    first, second = store.key("sms", "one"), store.key("web", "other")
    turn(store, first, requests=[LockLog(), KeepCode(code=CODE)], pin=PIN)
    view = store.find_case(second, code=CODE, pin=PIN, now=NOW)
    turn(store, second, requests=[JoinCase()], opened=view.opened)

    def note(number: int) -> bool:
        process, who = ((store, first), (other, second))[number % 2]
        return noted(process, who, number)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(note, range(60)))
    seen = store.open_log(first, pin=PIN, now=NOW).entries
    assert {f"note {number}" for number in range(60)} == {entry.note for entry in seen}
    assert list(range(1, 61)) == [entry.item for entry in seen]
    assert 60 == len(chain_of(url, SECRET, PIN))


def noted(store: SqlStore, who: str, number: int) -> bool:
    """
    Try until nobody was faster, as a turn does.
    """
    change = Change(note=f"note {number}")
    return any(turn(store, who, changes=[change], delivery=f"{number}") for _ in range(100))


def test_a_delivery_that_comes_many_times_at_once_is_kept_once(store: SqlStore) -> None:
    """
    Whoever is second loses, be it the very first message of all.
    """
    who = store.key("sms", "somebody")
    commit = Commit(
        conversation=who,
        revision=0,
        tracker=Tracker(),
        changes=[LINK],
        replies=(),
        delivery="1",
        now=NOW,
    )

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(store.commit, [commit] * 24))

    assert (1, 1, 1) == (sum(kept), store.load(who).revision, len(store.entries(who)))


def test_many_guesses_at_once_are_all_counted(store: SqlStore) -> None:
    """
    Whoever guesses in parallel gets no more than three tries.
    """
    who = store.key("sms", "somebody")
    turn(store, who, requests=[LockLog()], pin=PIN)

    with ThreadPoolExecutor(8) as pool:
        views = pool.map(lambda n: store.open_log(who, pin=f"000{n}", now=NOW), range(10))

    assert {"wrong": 3, "wait": 7} == Counter(view.state for view in views)


def test_a_reminder_is_claimed_by_one(store: SqlStore, other: SqlStore) -> None:
    """
    However many processes look, each reminder goes to one of them.
    """
    for number in range(10):
        who = store.key("sms", f"{number}")
        wish = Remind(at=iso(NOW), response="utter_reminder")
        turn(store, who, requests=[wish], channel="sms", sender=f"{number}")

    def claim(number: int) -> list[str]:
        return [each.id for each in (store, other)[number % 2].due_reminders(NOW, most=3)]

    with ThreadPoolExecutor(8) as pool:
        claimed = [each for ids in pool.map(claim, range(16)) for each in ids]

    assert (10, 10) == (len(claimed), len(set(claimed)))


def test_one_process_purges(store: SqlStore, other: SqlStore) -> None:
    """
    However many ask at the same moment, one does it.
    """
    turn(store, store.key("sms", "somebody"))
    later = NOW + timedelta(days=40)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: (store, other)[n % 2].purge_if_due(later), range(12)))

    assert [Purged(conversations=1)] == [each for each in answers if each is not None]


def test_many_start_at_once_in_an_empty_database(tmp_path_factory: pytest.TempPathFactory) -> None:
    """
    The tables are made once, and all agree on the key of names.
    """
    url = f"sqlite:///{tmp_path_factory.mktemp('new')}/first-hours.db"

    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: open_store(url, SECRET), range(4)))
    names = {each.key("sms", "somebody") for each in stores}
    for each in stores:
        each.close()

    assert 1 == len(names)
