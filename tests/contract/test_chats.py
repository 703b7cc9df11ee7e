"""
The numbers of the messages in a chat: both databases keep them sealed, and no longer than they are of use.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.storage import SqlStore, open_store
from tests.contract.conftest import QUICK, SECRET
from tests.contract.turns import NOW

CHANNEL, WHO = "telegram", "5550199"


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """
    A store in a database of each kind.
    """
    opened = open_store(url, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


def test_messages_are_given_back_in_their_order(store: SqlStore) -> None:
    """
    Of this person and channel only, each once.
    """
    for number in (12, 9, 101, 12):
        store.chats.note(CHANNEL, WHO, number, NOW)
    store.chats.note(CHANNEL, "5550198", 1, NOW)
    store.chats.note("other", WHO, 2, NOW)

    assert (9, 12, 101) == store.chats.noted(CHANNEL, WHO, NOW)
    assert () == store.chats.noted(CHANNEL, "nobody", NOW)


def test_what_is_gone_is_forgotten(store: SqlStore) -> None:
    """
    And only that.
    """
    for number in (1, 2, 3):
        store.chats.note(CHANNEL, WHO, number, NOW)
    store.chats.forget(CHANNEL, WHO, (1, 3, 4))

    assert (2,) == store.chats.noted(CHANNEL, WHO, NOW)


def test_after_48_hours_nothing_is_kept(store: SqlStore) -> None:
    """
    What can't be deleted any more isn't asked for, and its number is erased.
    """
    store.chats.note(CHANNEL, WHO, 1, NOW)
    store.chats.note(CHANNEL, WHO, 2, NOW + timedelta(hours=1))
    later = NOW + timedelta(hours=48)

    assert (2,) == store.chats.noted(CHANNEL, WHO, later)
    store.purge(later)
    assert (2,) == store.chats.noted(CHANNEL, WHO, NOW)
