"""
The store: what is particular to keeping things in a real database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from argon2.low_level import hash_secret_raw
from hypothesis import given, settings
from sqlalchemy import func, select, text, update

from bot.conversation.ports import Commit
from bot.domain.evidence import Change
from bot.domain.message import BotMessage
from bot.domain.request import KeepCode, LockLog, UnlockLog
from bot.domain.tracker import Tracker
from bot.errors import DatabaseUnusable, StateUnreadable, WrongSecret
from bot.storage import SqlStore, open_store
from bot.storage.database import Database
from bot.storage.keys import Masters
from bot.storage.pins import PinCost
from bot.storage.tables import conversations, data_keys, entries, metadata
from bot.storage.vault import ENTRIES, open_vault
from tests.chains import chain_of
from tests.states import REPLIES, TRACKERS

NOW = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)
SECRET = b"a secret of thirty-two characters"
NEW_SECRET = b"another secret, thirty-two signs."
QUICK = PinCost(passes=1, memory=4)
LINK = Change(address="https://a.example/1", normalized="https://a.example/1")


@pytest.fixture
def url(tmp_path: Path) -> str:
    """
    Where the database is.
    """
    return f"sqlite:///{tmp_path}/first-hours.db"


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """
    An empty store.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


def turn(store: SqlStore, who: str, **parts: object) -> bool:
    """
    Keep a turn on top of what is there.
    """
    held = store.load(who)
    commit = Commit(
        conversation=who,
        revision=held.revision,
        tracker=held.tracker,
        changes=(),
        replies=(),
        delivery=None,
        now=NOW,
    )
    return store.commit(replace(commit, **parts))  # type: ignore[arg-type] # of a mapping, mypy knows no keys


def damage(url: str, statement: object) -> None:
    """
    Change a row behind the store's back.
    """
    database = Database(url)
    with database.write() as connection:
        connection.execute(statement)  # type: ignore[call-overload] # a statement
    database.close()


@settings(max_examples=25)
@given(TRACKERS, REPLIES)
def test_any_turn_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, tracker: Tracker, replies: tuple[BotMessage, ...]
) -> None:
    """
    Whatever is kept is loaded again, by another process, too.
    """
    url = f"sqlite:///{tmp_path_factory.mktemp('any')}/first-hours.db"
    first = open_store(url, SECRET)
    who = first.key("sms", "somebody")
    assert turn(first, who, tracker=tracker, replies=replies, delivery="1")
    first.close()

    second = open_store(url, SECRET)
    found = second.load(who).tracker, second.replies(who, "1")
    second.close()

    assert (tracker, replies) == found


def test_names_stay_from_one_start_to_the_next(store: SqlStore, url: str) -> None:
    """
    Nobody becomes a stranger because the program was started again.
    """
    again = open_store(url, SECRET)

    assert store.key("sms", "+15550100") == again.key("sms", "+15550100")
    again.close()


def test_another_secret_is_refused_at_start(store: SqlStore, url: str) -> None:
    """
    Better not to start than to take everybody for a stranger.
    """
    with pytest.raises(WrongSecret):
        open_store(url, NEW_SECRET)


def test_a_key_of_names_that_was_changed_is_refused_at_start(store: SqlStore, url: str) -> None:
    """
    A damaged key of names would make everybody a stranger, too.
    """
    damage(url, text("UPDATE keyring SET sealed = x'0102'"))

    with pytest.raises(WrongSecret):
        open_store(url, SECRET)


def test_an_unusable_database_is_refused_at_start(tmp_path: Path) -> None:
    """
    The store says why it can't be opened.
    """
    (tmp_path / "first-hours.db").write_bytes(b"no database" * 100)

    with pytest.raises(DatabaseUnusable):
        open_store(f"sqlite:///{tmp_path}/first-hours.db", SECRET)


def test_a_changed_state_is_noticed(store: SqlStore, url: str) -> None:
    """
    No byte of a conversation can be changed behind the store's back.
    """
    who = store.key("sms", "somebody")
    turn(store, who)
    damage(url, update(conversations).values(state=b"\x01" + bytes(200)))

    with pytest.raises(StateUnreadable):
        store.load(who)


def test_an_older_state_cannot_be_put_back(store: SqlStore, url: str) -> None:
    """
    A state opens for its revision only.
    """
    who = store.key("sms", "somebody")
    turn(store, who)
    turn(store, who)
    damage(url, update(conversations).values(revision=1))

    with pytest.raises(StateUnreadable):
        store.load(who)


def test_an_entry_cannot_be_moved(store: SqlStore, url: str) -> None:
    """
    A line opens in its own place only.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK])
    damage(url, update(entries).values(number=2))

    with pytest.raises(StateUnreadable):
        store.entries(who)


def test_a_changed_plain_answer_is_noticed(store: SqlStore, url: str) -> None:
    """
    Damage is an error; only a wrong message makes an answer unknown.
    """
    who = store.key("sms", "somebody")
    turn(store, who, delivery="1")
    damage(url, text("UPDATE deliveries SET replies = x'01'"))

    with pytest.raises(StateUnreadable):
        store.replies(who, "1")


def test_a_log_without_its_key_is_empty(store: SqlStore, url: str) -> None:
    """
    Where a key was erased, what it opened is gone, and nothing breaks.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK])
    damage(url, data_keys.delete().where(data_keys.c.kind == ENTRIES))

    assert ((), ()) == (store.entries(who), store.alike(who, ["https://a.example/1"], now=NOW))


def test_the_database_can_be_asked_whether_it_is_there(store: SqlStore) -> None:
    """
    For the health check.
    """
    store.ping()


def test_the_chain_is_whole(store: SqlStore, url: str) -> None:
    """
    Over turns, the lock, what is noted unseen, and the lock's end, each line holds the hash before.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK, LINK])
    turn(store, who, requests=[LockLog()], pin="4871", changes=[LINK])
    turn(store, who, changes=[Change(kind="corrected", item=1, status="removed")])
    assert [1, 2, 3, 4] == chain_of(url, SECRET, "4871")

    opened = store.open_log(who, pin="4871", now=NOW).opened
    turn(store, who, requests=[UnlockLog()], opened=opened)
    turn(store, who, changes=[LINK])

    assert [1, 2, 3, 4, 5] == chain_of(url, SECRET, "4871")


def test_a_wrong_code_costs_what_a_wrong_pin_costs(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    The clock can't tell whether there is a case: the PIN is stretched once, over the same, either way.
    """
    costs = []

    def counted(**parts: Any) -> bytes:
        costs.append((parts["time_cost"], parts["memory_cost"]))
        return hash_secret_raw(**parts)

    who, other = store.key("sms", "somebody"), store.key("web", "other")
    turn(store, who, requests=[LockLog(), KeepCode(code="2GGKKE0Y22H1")], pin="4871")
    monkeypatch.setattr("bot.storage.pins.hash_secret_raw", counted)

    store.find_case(other, code="2GGKKE0Y22H1", pin="0000", now=NOW)
    store.find_case(other, code="0" * 12, pin="4871", now=NOW)

    assert [(1, 16), (1, 16)] == costs


def test_the_master_key_is_changed_while_people_write(store: SqlStore, url: str) -> None:
    """
    With both keys known everything opens; once renewed, the new one alone is enough, and the old one opens nothing.
    """
    who, other = store.key("sms", "somebody"), store.key("web", "other")
    turn(store, who, changes=[LINK], delivery="1")
    turn(store, other, requests=[LockLog()], pin="4871", changes=[LINK])

    both = open_store(url, NEW_SECRET, previous=[SECRET], pin_cost=QUICK)
    assert who == both.key("sms", "somebody")
    assert 1 == len(both.entries(who))
    # Four keys: two conversations, an open log, a locked one.
    assert (4, 0) == (both.rotate(), both.rotate())
    both.close()

    alone = open_store(url, NEW_SECRET, pin_cost=QUICK)
    assert (1, ()) == (len(alone.entries(who)), alone.replies(who, "1"))
    assert "open" == alone.open_log(other, pin="4871", now=NOW).state
    alone.close()
    with pytest.raises(WrongSecret):
        open_store(url, SECRET)


def test_rotating_takes_portions(store: SqlStore, url: str) -> None:
    """
    Many keys are renewed in more than one transaction, all of them.
    """
    database = Database(url)
    vault = open_vault(database, Masters(SECRET))
    with database.write() as connection:
        for number in range(1001):
            vault.make_key(connection, f"{number}", "state")
    database.close()

    both = open_store(url, NEW_SECRET, previous=[SECRET])

    assert 1001 == both.rotate()
    both.close()


def test_purging_takes_portions(store: SqlStore) -> None:
    """
    Many conversations are erased in more than one transaction, all of them.
    """
    for number in range(405):
        turn(store, store.key("sms", f"{number}"))

    assert 405 == store.purge(NOW + timedelta(days=32)).conversations


def test_a_purge_leaves_no_key_behind(store: SqlStore, url: str) -> None:
    """
    What opened the erased is erased, too.
    """
    who = store.key("sms", "somebody")
    turn(store, who, changes=[LINK], delivery="1")
    turn(store, who, erase=True, delivery="2")
    turn(store, store.key("sms", "other"), changes=[LINK])

    store.purge(NOW + timedelta(days=32))

    database = Database(url)
    with database.read() as connection:
        left = {
            name: connection.execute(select(func.count()).select_from(table)).scalar()
            for name, table in metadata.tables.items()
        }
    database.close()
    assert {name: int(name == "keyring") for name in left} == left


def test_the_state_is_json_within_its_size(store: SqlStore, url: str) -> None:
    """
    What lies in the database is no larger than a tracker may be, whatever is in its history.
    """
    who = store.key("sms", "somebody")
    turn(store, who, tracker=Tracker(said=tuple(f"utter_{n}" for n in range(200))))

    database = Database(url)
    with database.read() as connection:
        size = connection.execute(text("SELECT length(state) FROM conversations")).scalar_one()
    database.close()

    assert size <= 4096 + 29
    assert 200 == len(store.load(who).tracker.said)
