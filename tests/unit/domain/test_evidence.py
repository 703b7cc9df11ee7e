"""
The log's lines, and what they come to.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from bot.domain.evidence import Change, Entry, as_entries, current_items

NOW = datetime(2026, 11, 20, 14, 30, 15, 123_456, tzinfo=timezone(timedelta(hours=2)))
RECORDED = datetime(2026, 11, 20, 12, 30, 15, tzinfo=timezone.utc)


def test_changes_become_lines() -> None:
    """
    New things count on; times are in UTC and whole seconds.
    """
    changes = [
        Change(address="https://a.example"),
        Change(kind="corrected", item=2, status="removed"),
        Change(kind="withdrawn", item=3, status=None),
    ]

    assert (
        Entry(item=3, kind="added", recorded=RECORDED, address="https://a.example"),
        Entry(item=2, kind="corrected", recorded=RECORDED, status="removed"),
        Entry(item=3, kind="withdrawn", recorded=RECORDED, status=None),
    ) == as_entries(changes, 2, NOW)


def test_a_change_of_nothing_known_is_a_new_thing() -> None:
    """
    Nothing that was told is lost, even if the number was wrong.
    """
    changes = [Change(kind="corrected", item=9, note="a chat"), Change(item=0), Change(item=-1)]

    lines = as_entries(changes, 1, NOW)

    assert [(2, "added"), (3, "added"), (4, "added")] == [(e.item, e.kind) for e in lines]


def test_items_are_their_lines_laid_over_each_other() -> None:
    """
    A correction changes what it names; a withdrawn thing is out, and back when it is corrected again.
    """
    changes = [
        Change(address="https://a.example", account="@a", zone="UTC"),
        Change(address="https://b.example"),
        Change(address="https://c.example"),
        Change(kind="corrected", item=1, account="@b", status=None),
        Change(kind="withdrawn", item=2, status=None),
        Change(kind="withdrawn", item=3, status=None),
        Change(kind="corrected", item=3, status="back_again"),
        Change(kind="corrected", item=1, status="removed", reference="R-1"),
    ]

    assert (
        Entry(
            item=1,
            kind="corrected",
            recorded=RECORDED,
            address="https://a.example",
            account="@b",
            zone="UTC",
            status="removed",
            reference="R-1",
        ),
        Entry(
            item=3,
            kind="corrected",
            recorded=RECORDED,
            address="https://c.example",
            status="back_again",
        ),
    ) == current_items(as_entries(changes, 0, NOW))
