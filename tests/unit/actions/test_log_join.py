"""
Going on with a case on another device.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.log_join import LogJoin
from bot.domain.request import JoinCase
from tests.unit.actions.perform import asked, entry, perform


def brought(told: dict[str, Any], here: dict[str, Any] | None = None) -> dict[str, Any]:
    """
    The slots that come along.
    """
    slots = perform(LogJoin(), here, state="open", locked=True, told=told).slots
    return {name: value for name, value in slots.items() if name != "store_requests"}


def test_a_case_is_joined_and_its_size_is_said() -> None:
    """
    What was taken out doesn't count.
    """
    entries = [entry(1, address="a"), entry(2, address="b"), entry(1, kind="withdrawn")]
    done = perform(LogJoin(), entries=entries, state="open", locked=True)

    assert (JoinCase(),) == asked(done)
    assert [{"response": "utter_case_joined", "count": 1}] == done.said


def test_what_was_told_there_comes_along() -> None:
    """
    But not what belongs to one talk on one device, nor what was told here already.
    """
    told = {
        "country": "GB",
        "posted": True,
        "told_report": True,
        "safe_now": "yes",
        "private_now": True,
        "crisis": "danger",
        "log_access": "open",
        "time_zone": "Europe/London",
        "new_pin": "weak",
        "reminder_at": "2026-06-01T09:00:00+01:00",
    }

    assert {"posted": True, "told_report": True} == brought(told, {"country": "US"})


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        ("minor", None, "minor"),
        ("minor", "adult", "minor"),
        ("unknown", "adult", "unknown"),
        ("adult", None, "adult"),
        ("adult", "minor", None),
        ("adult", "unknown", None),
    ],
)
def test_the_safer_road_counts_wherever_it_was_taken(
    there: str, here: str | None, expected: str | None
) -> None:
    """
    Whoever was, or may have been, under 18 stays on it.
    """
    told = {"age_in_image": there, "minor_road": True}
    known = {"age_in_image": here} if here else None

    assert (expected, True) == (
        brought(told, known).get("age_in_image"),
        brought(told)["minor_road"],
    )
