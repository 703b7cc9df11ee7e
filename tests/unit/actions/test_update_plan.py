"""
The plan: what belongs to it, what is done, and in which order.
"""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.update_plan import UpdatePlan


def plan(slots: dict[str, Any]) -> dict[str, Any]:
    """
    What the action sets for these slots.
    """
    tracker = Tracker("a", slots, {}, [], False, None, {}, None)
    events = UpdatePlan().run(CollectingDispatcher(), tracker, {})
    return {event["name"]: event["value"] for event in events}


@pytest.mark.parametrize(
    ("slots", "done", "left", "state"),
    [
        ({}, [], [], "empty"),
        ({"shared_by_me": True, "told_people": True}, [], [], "empty"),
        (
            {"worried": True},
            [],
            ["evidence", "hashing_tool", "report_platform", "people"],
            "fresh",
        ),
        (
            {"posted": True, "evidence_saved": True},
            ["evidence"],
            ["report_platform", "hashing_tool", "people", "search_removal"],
            "open",
        ),
        (
            {"threatened": True, "told_stop_contact": True, "hashed": "yes", "told_report": True},
            ["stop_contact", "hashing_tool", "report_platform"],
            ["evidence", "people", "report_police", "secure_accounts"],
            "open",
        ),
        (
            {"posted": True, "told_report": True, "told_hashing": True, "hashing_service": "none"},
            ["hashing_tool"],
            ["evidence", "report_platform", "people", "search_removal"],
            "open",
        ),
        (
            {"posted": True, "age_in_image": "minor", "age_now": 25.0, "evidence_saved": True},
            ["evidence"],
            [
                "report_platform",
                "hashing_tool",
                "people",
                "search_removal",
                "survivor_help",
                "report_police",
            ],
            "open",
        ),
        (
            {
                "for_other": True,
                "age_in_image": "minor",
                "told_hashing": True,
                "told_police": True,
            },
            ["hashing_tool", "report_police"],
            ["evidence", "report_platform", "people"],
            "open",
        ),
        (
            {
                "posted": True,
                "evidence_saved": True,
                "reported": True,
                "hashed": "yes",
                "told_people": True,
                "told_search": True,
            },
            ["evidence", "report_platform", "hashing_tool", "people", "search_removal"],
            [],
            "finished",
        ),
    ],
)
def test_the_plan_tells_done_from_open(
    slots: dict[str, Any], done: list[str], left: list[str], state: str
) -> None:
    """
    A step is done when the person did it, or when being told is all that there is to it.
    """
    assert plan(slots) == {"plan_done": done, "plan_open": left, "plan_state": state}


def test_a_long_plan_shows_six_steps_at_most() -> None:
    """
    Nobody under stress is shown more than six things to do.
    """
    assert plan({"threatened": True, "age_in_image": "minor"})["plan_open"] == [
        "stop_contact",
        "evidence",
        "hashing_tool",
        "report_platform",
        "people",
        "report_police",
    ]
