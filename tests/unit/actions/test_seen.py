"""
What an action sees of the conversation, in plain types.
"""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from rasa_sdk import Tracker

from actions.seen import Seen, seen
from tests.unit.actions.perform import NOW, entry, names


def test_a_tracker_in_plain_types() -> None:
    """
    The log's times are times again.
    """
    kept = {"item": 1, "kind": "added", "recorded": NOW.isoformat(), "address": "example.com/a"}
    message = {"entities": [names("url", "x")], "metadata": {"now": NOW.isoformat()}}
    slots = {"country": "US", "evidence_log": [kept]}

    assert Seen(
        slots=slots,
        entities=(names("url", "x"),),
        entries=(entry(1, address="example.com/a"),),
        now=NOW,
    ) == seen(Tracker("a", slots, message, [], False, None, {}, None))


def test_a_tracker_of_another_host_may_know_less() -> None:
    """
    Without a message, a log or a clock there is still a person.
    """
    found = seen(Tracker("a", {}, None, [], False, None, {}, None))

    assert Seen(
        slots={}, entities=(), entries=(), now=datetime.fromtimestamp(0, tz=timezone.utc)
    ) == (found)


@pytest.mark.parametrize(
    ("slots", "country"),
    [
        ({"country": "US", "country_guess": "GB"}, "US"),
        ({"country_guess": "GB"}, "GB"),
        ({}, None),
    ],
)
def test_the_country_as_said_before_as_guessed(slots: dict[str, str], country: str | None) -> None:
    """
    What the channel suggests counts while the person said nothing.
    """
    assert country == Seen(slots=slots, entities=(), entries=(), now=NOW).country


def test_values_of_one_kind_in_their_order() -> None:
    """
    Other entities are left aside.
    """
    entities = (names("url", "b"), names("date", "today"), names("url", "a"))

    assert ["b", "a"] == Seen(slots={}, entities=entities, entries=(), now=NOW).values("url")


def test_the_time_may_stand_in_a_slot() -> None:
    """
    In Rasa, whose messages don't bring it.
    """
    slots = {"turn_time": NOW.isoformat()}

    assert NOW == seen(Tracker("a", slots, {}, [], False, None, {}, None)).now
