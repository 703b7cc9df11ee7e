"""
Until when all is kept.
"""

from __future__ import annotations

from datetime import datetime, timezone

from actions.log_kept import LogKept
from tests.unit.actions.perform import facts, perform

UNTIL = datetime(2026, 7, 2, 0, 0, tzinfo=timezone.utc)


def test_the_day_is_the_persons_own() -> None:
    """
    With the days that each message adds, as they are set.
    """
    slots = {"time_zone": "America/New_York"}
    done = perform(LogKept(facts()), slots, kept_until=UNTIL, channel="sms")

    assert [{"response": "utter_data_how_long", "until": "2026-07-01", "days": 30}] == done.said
    assert {"can_remind": True} == done.slots
