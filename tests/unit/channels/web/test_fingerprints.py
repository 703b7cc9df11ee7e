"""
The address that notes files.
"""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.ports import Held
from bot.domain.tracker import Tracker
from tests.doors import doors
from tests.fakes import MemoryStore

PATH = "/webhooks/web/fingerprint"
FILE = {"sha256": "0" * 64, "size": 12, "date": "2026-02-28T10:00:00.000Z", "name": "chat.png"}


def send(slots: dict[str, Any] | None = None, **changes: Any) -> tuple[int, list[Any]]:
    """
    Somebody with these slots sends a fingerprint; the status, and what stands in their log.
    """
    store = MemoryStore()
    made = doors(store=store)
    sender = made.client.post("/webhooks/web/session").json()["sender"]
    key = store.key("web", sender)
    store.held[key] = Held(tracker=Tracker(slots=slots or {"age_in_image": "adult"}), revision=1)
    code, _ = made.post(PATH, {"sender": sender, **FILE, **changes})
    return code, [(e.file_hash, e.file_size, e.file_date, e.file_name) for e in store.entries(key)]


def test_what_is_known_of_a_file_is_noted() -> None:
    """
    All of it, and the name only if it was sent.
    """
    assert (200, [tuple(FILE.values())]) == send()
    assert (200, [("0" * 64, 12, None, None)]) == send(name=None, date=None)


def test_minors_are_refused_whatever_the_page_sent() -> None:
    """
    The server asks its own memory, not the page.
    """
    assert (403, []) == send({"age_in_image": "minor"})
    assert (403, []) == send(sender="somebody")


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "xyz"},
        {"sha256": None},
        {"sha256": "A" * 64},
        {"size": -1},
        {"size": True},
        {"size": "12"},
        {"date": "yesterday"},
        {"name": ""},
        {"name": "a\nb"},
        {"name": ["a"]},
    ],
)
def test_what_is_malformed_is_refused(change: dict[str, Any]) -> None:
    """
    By the field's name.
    """
    assert (422, []) == send(**change)
