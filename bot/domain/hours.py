"""
Opening hours of a week in one time zone, and whether a moment falls into them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """
    From `start` (included) to `end` (left out), in minutes since Monday 00:00; `end` may run into the next week.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """
    When somebody answers: `always`, or the spans of a week on the clocks of `zone` (an IANA name).
    """

    always: bool = False
    zone: str = "UTC"
    spans: tuple[Span, ...] = ()


def is_open_at(hours: Hours, now: datetime) -> bool:
    """
    Whether somebody answers at `now`, an aware datetime in any zone. Holidays are not known.
    """
    if hours.always:
        return True
    local = now.astimezone(ZoneInfo(hours.zone))
    minute = local.weekday() * MINUTES_A_DAY + local.hour * 60 + local.minute
    return any(_covers(span, minute) for span in hours.spans)


def _covers(span: Span, minute: int) -> bool:
    return span.start <= minute < span.end or span.start <= minute + MINUTES_A_WEEK < span.end
