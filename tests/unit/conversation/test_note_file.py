"""
Files that stay with the person.
"""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.conversation.note_file import Fingerprint, note_file
from bot.conversation.ports import Commit, Held
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.errors import Busy
from tests.fakes import MemoryStore

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
FILE = Fingerprint(sha256="a" * 64, size=5, date="2026-02-28T10:00:00Z")


def noted(slots: dict[str, Value]) -> tuple[bool, list[tuple[str | None, str | None, int | None]]]:
    """
    Whether somebody with these slots may note the file, and what their log holds then.
    """
    store = MemoryStore()
    who = store.key("web", "somebody")
    store.held[who] = Held(tracker=Tracker(slots=slots), revision=1)
    done = note_file(store, who, FILE, "A screenshot", NOW)
    return done, [(each.note, each.file_hash, each.file_size) for each in store.entries(who)]


def test_an_adult_notes_a_file() -> None:
    """
    Its code and size stand in the log.
    """
    expected = (True, [("A screenshot", "a" * 64, 5)])

    assert expected == noted({"age_in_image": "adult"})
    assert expected == noted({"age_in_image": "adult", "age_now": 40})


@pytest.mark.parametrize(
    "slots",
    [
        {},
        {"age_in_image": "unknown"},
        {"age_in_image": "minor"},
        {"age_in_image": "adult", "minor_road": True},
        {"age_in_image": "adult", "age_now": 17},
        {"age_in_image": "adult", "for_other": True},
    ],
)
def test_nobody_else_does(slots: dict[str, Value]) -> None:
    """
    Under 18, unsure, or about somebody else: nothing is noted, whatever the page sent.
    """
    assert (False, []) == noted(slots)


def test_it_gives_up_when_others_are_always_faster() -> None:
    """
    Rather than going on for ever.
    """

    class Contended(MemoryStore):
        def commit(self, commit: Commit) -> bool:
            return False

    store = Contended()
    store.held["web:a"] = Held(tracker=Tracker(slots={"age_in_image": "adult"}), revision=1)
    with pytest.raises(Busy):
        note_file(store, "web:a", FILE, "A screenshot", NOW)
