"""
A message before all is erased.
"""

from __future__ import annotations

from datetime import datetime, timezone

from actions.log_warn import LogWarn
from bot.domain.request import Remind
from tests.unit.actions.perform import asked, perform


def test_it_comes_some_days_before() -> None:
    """
    It moves along with the erasing.
    """
    done = perform(LogWarn(), kept_until=datetime(2026, 7, 2, tzinfo=timezone.utc), channel="sms")

    at = "2026-06-29T00:00:00+00:00"
    assert (Remind(at=at, response="utter_reminder_kept", purpose="retention"),) == asked(done)
    assert [{"response": "utter_kept_will_warn"}] == done.said
