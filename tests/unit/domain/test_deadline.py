"""
The clock that a notice starts.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.domain.deadline import Notice, deadline_after, notices
from bot.domain.evidence import Entry

NOW = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)


def entry(item: int, deadline: str | None = None, **parts: str) -> Entry:
    """
    A thing in the log.
    """
    status = parts.get("status", "notice_sent")
    return Entry(item=item, kind="added", recorded=NOW, status=status, deadline=deadline)  # type: ignore[arg-type] # a text, as parametrized


@pytest.mark.parametrize(
    ("sent", "hours", "expected"),
    [
        (NOW, 48, "2026-11-22T12:00:00Z"),
        (NOW, None, "2026-11-22T12:00:00Z"),
        (NOW, 24, "2026-11-21T12:00:00Z"),
        (datetime(2028, 2, 27, 12, tzinfo=timezone.utc), 48, "2028-02-29T12:00:00Z"),
        (datetime(2026, 12, 30, 23, 30, tzinfo=timezone.utc), 48, "2027-01-01T23:30:00Z"),
        # The clocks go back in the night in between: 48 hours are 48 hours, at eleven by the clock on the wall.
        (datetime(2026, 10, 31, 12, tzinfo=ZoneInfo("America/New_York")).astimezone(timezone.utc), 48, "2026-11-02T16:00:00Z"),
    ],
)  # fmt: skip
def test_the_deadline_counts_hours(sent: datetime, hours: int | None, expected: str) -> None:
    """
    Hours run through midnight, leap days, years and changes of the clock.
    """
    assert expected == deadline_after(sent, hours)


def test_what_waits_is_told_from_what_is_due() -> None:
    """
    Notices come by deadline; what was removed, refused or never asked for isn't among them.
    """
    items = [
        entry(1, "2026-11-22T12:00:00Z"),
        entry(2, "2026-11-20T12:00:00Z"),
        entry(3, "2026-11-19T12:00:00Z", status="removed"),
        entry(4),
        entry(5, "2026-11-19T00:00:00Z"),
    ]

    expected = (
        Notice(item=items[4], deadline=NOW - timedelta(hours=36), standing="due"),
        Notice(item=items[1], deadline=NOW, standing="due"),
        Notice(item=items[0], deadline=NOW + timedelta(hours=48), standing="waiting"),
    )
    assert expected == notices(items, NOW)
