"""
Opening hours: the clock of the helpline counts, not that of the person.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.hours import MINUTES_A_DAY, Hours, Span, is_open_at

LONDON = Hours(
    zone="Europe/London",
    spans=tuple(
        Span(start=day * MINUTES_A_DAY + 10 * 60, end=day * MINUTES_A_DAY + 16 * 60)
        for day in range(5)
    ),
)
SUNDAY_NIGHT = Hours(
    spans=(Span(start=6 * MINUTES_A_DAY + 22 * 60, end=7 * MINUTES_A_DAY + 6 * 60),)
)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-20T09:59:00+00:00", False),
        ("2026-11-20T10:00:00+00:00", True),
        ("2026-11-20T15:59:59+00:00", True),
        ("2026-11-20T16:00:00+00:00", False),
        ("2026-11-20T10:30:00-05:00", True),  # 15:30 in London
        ("2026-11-21T12:00:00+00:00", False),  # Saturday
        ("2026-07-03T09:30:00+00:00", True),  # 10:30 in summer time
    ],
)
def test_weekly_hours_in_their_zone(moment: str, is_open: bool) -> None:
    """
    A moment is read on the clocks of the zone; closing time is closed, summer time counts.
    """
    assert is_open == is_open_at(LONDON, datetime.fromisoformat(moment))


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-22T21:59:00+00:00", False),
        ("2026-11-22T23:00:00+00:00", True),
        ("2026-11-23T05:59:00+00:00", True),
        ("2026-11-23T06:00:00+00:00", False),
    ],
)
def test_hours_run_over_the_end_of_the_week(moment: str, is_open: bool) -> None:
    """
    Sunday night into Monday morning is one span.
    """
    assert is_open == is_open_at(SUNDAY_NIGHT, datetime.fromisoformat(moment))


@given(st.datetimes(timezones=st.just(timezone.utc)))
def test_always_is_always(now: datetime) -> None:
    """
    A line that never closes is open at every moment.
    """
    assert is_open_at(Hours(always=True), now)


@given(st.integers(min_value=0, max_value=60 * 24 * 365 * 50))
def test_each_week_is_like_the_next(minutes: int) -> None:
    """
    Where clocks don't change, being open repeats every seven days.
    """
    now = datetime(2000, 1, 1, tzinfo=timezone.utc) + timedelta(minutes=minutes)

    assert is_open_at(SUNDAY_NIGHT, now) == is_open_at(SUNDAY_NIGHT, now + timedelta(days=7))
