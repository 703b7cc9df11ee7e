"""
Reminders are dropped.
"""

from __future__ import annotations

from actions.log_drop_reminder import LogDropReminder
from bot.domain.request import ForgetReminders
from tests.unit.actions.perform import asked, perform


def test_all_reminders_are_dropped() -> None:
    """
    With them, where they would have gone.
    """
    done = perform(LogDropReminder(), {"reminder_at": "2026-06-03T09:00:00+00:00"})

    assert ((ForgetReminders(),), None) == (asked(done), done.slots["reminder_at"])
    assert [{"response": "utter_reminder_dropped"}] == done.said
