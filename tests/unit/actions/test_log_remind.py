"""
A reminder for when the time of a request is over.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from actions.log_remind import LogRemind
from bot.domain.fact import Country
from bot.domain.request import Remind
from tests.unit.actions.perform import SOURCES, asked, entry, facts, perform

US = Country(
    id="US", name="the US", sources=SOURCES, reviewed=date(2026, 5, 1), group="us",
    zones=("America/New_York", "America/Chicago"),
)  # fmt: skip
ACTION = LogRemind(facts(US))
DUE = "2026-06-03T12:00:00Z"
SENT = entry(1, address="a.example/1", status="notice_sent", deadline=DUE)
BERLIN = {"time_zone": "Europe/Berlin"}


@pytest.mark.parametrize(
    ("slots", "at"),
    [
        ({"remind_at": "morning", **BERLIN}, "2026-06-04T09:00:00+02:00"),
        ({"remind_at": "midday", **BERLIN}, "2026-06-04T13:00:00+02:00"),
        ({"remind_at": "evening", **BERLIN}, "2026-06-03T19:00:00+02:00"),
        ({"remind_at": "morning"}, "2026-06-04T09:00:00+00:00"),
        ({"remind_at": "morning", "country": "US"}, "2026-06-03T09:00:00-04:00"),
    ],
)
def test_it_comes_at_the_first_such_time_after_the_time_is_over(
    slots: dict[str, Any], at: str
) -> None:
    """
    On the person's own clock; where a country has several, the one that it goes by is said.
    """
    done = perform(ACTION, slots, entries=[SENT], channel="sms")

    assert (Remind(at=at, response="utter_reminder_notice"),) == asked(done)
    assert at == done.slots["reminder_at"]
    (said,) = done.said
    zone = slots.get("time_zone") or ("America/New_York" if "country" in slots else "UTC")
    when = f"{datetime.fromisoformat(at):%Y-%m-%d %H:%M} ({zone})"
    assert {"response": "utter_reminder_set", "when": when} == said


@pytest.mark.parametrize(
    ("due", "day"), [("2026-06-03 12:00 UTC", "2026-06-04"), ("soon", "2026-06-04"), ("2026-05-01 12:00 UTC", "2026-06-02")]
)  # fmt: skip
def test_without_the_log_what_was_said_counts(due: str, day: str) -> None:
    """
    A log that is shut tells no deadline; one that has passed is no reason to write in the past.
    """
    done = perform(
        ACTION, {"notice_due": due, "remind_at": "morning"}, state="locked", locked=True
    )

    assert day == done.slots["reminder_at"][:10]


def test_a_night_in_which_the_clock_changes_moves_no_reminder() -> None:
    """
    Nine in the morning is nine in the morning.
    """
    due = entry(1, address="a.example/1", status="notice_sent", deadline="2026-10-24T20:00:00Z")
    done = perform(
        ACTION,
        {"remind_at": "morning", **BERLIN},
        entries=[due],
        now=datetime.fromisoformat("2026-10-22T20:00:00+00:00"),
    )

    assert "2026-10-25T09:00:00+01:00" == done.slots["reminder_at"]
