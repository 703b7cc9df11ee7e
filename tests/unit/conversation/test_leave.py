"""
Leaving: what is forgotten, and what stays.
"""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.conversation.leave import leave, was_left
from bot.conversation.ports import Commit
from bot.domain.evidence import Change
from bot.domain.request import KeepCode, LockLog, Request
from bot.domain.tracker import Tracker
from bot.errors import Busy
from tests.fakes import MemoryStore

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


def talked(store: MemoryStore, *requests: Request) -> str:
    """
    Somebody who noted a link; the name of their conversation.
    """
    who = store.key("web", "somebody")
    commit = Commit(
        conversation=who,
        revision=0,
        tracker=Tracker(),
        changes=[Change(address="https://example.com/1")],
        replies=(),
        delivery=None,
        now=NOW,
        requests=requests,
        pin="4071",
    )
    assert store.commit(commit)
    return who


def test_everything_is_forgotten() -> None:
    """
    The conversation and its log.
    """
    store = MemoryStore()
    who = talked(store)
    leave(store, "web", "somebody", NOW)

    assert (0, ()) == (store.load(who).revision, store.entries(who))


def test_a_log_with_a_case_code_stays() -> None:
    """
    Shut, and found again by its code and PIN only.
    """
    store = MemoryStore()
    who = talked(store, LockLog(), KeepCode(code="river-1"))
    leave(store, "web", "somebody", NOW)

    assert "locked" == store.open_log(who, pin=None, now=NOW).state
    found = store.find_case("another", code="river-1", pin="4071", now=NOW)
    assert ["https://example.com/1"] == [each.address for each in found.entries]


def test_who_never_wrote_leaves_nothing() -> None:
    """
    But that they left, so that a first message that is still on its way begins nothing.
    """
    store = MemoryStore()
    leave(store, "web", "nobody", NOW)

    assert {} == store.held
    assert (True, False) == (was_left(store, "web", "nobody"), was_left(store, "web", "other"))


def test_it_gives_up_when_others_are_always_faster() -> None:
    """
    Rather than going on for ever.
    """

    class Contended(MemoryStore):
        def commit(self, commit: Commit) -> bool:
            return commit.revision == 0 and super().commit(commit)

    store = Contended()
    talked(store)
    with pytest.raises(Busy):
        leave(store, "web", "somebody", NOW)
