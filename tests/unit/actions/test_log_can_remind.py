"""
Whether somebody can be reminded.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.log_can_remind import LogCanRemind
from tests.unit.actions.perform import NOW, perform

SOON, PASSED = ((NOW + timedelta(hours=h)).isoformat() for h in (1, -1))


@pytest.mark.parametrize(
    ("channel", "can"),
    [("sms", True), ("telegram", True), ("web", False), ("rest", False), ("", False)],
)
def test_only_who_can_be_written_to(channel: str, can: bool) -> None:
    """
    A web page can't begin a talk.
    """
    assert can == perform(LogCanRemind(), channel=channel).slots["can_remind"]


@pytest.mark.parametrize(("at", "state"), [(None, "none"), (SOON, "set"), (PASSED, "none")])
def test_a_reminder_is_pending_until_its_time(at: str | None, state: str) -> None:
    """
    One whose time has come was sent.
    """
    slots = {"reminder_at": at} if at else {}

    assert state == perform(LogCanRemind(), slots, channel="sms").slots["remind_state"]
