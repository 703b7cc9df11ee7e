"""
Lengths of time in hours.
"""

from __future__ import annotations

import pytest

from tests.unit.nlu.entities.reading import roles

FORMS: list[tuple[str, list[tuple[str | None, float]]]] = [
    ("3 days", [(None, 72.0)]),
    ("48 hours", [(None, 48.0)]),
    ("48 hrs", [(None, 48.0)]),
    ("48h", [(None, 48.0)]),
    ("two days", [(None, 48.0)]),
    ("for a week", [(None, 168.0)]),
    ("its been a month", [(None, 730.0)]),
    ("2 weeks", [(None, 336.0)]),
    ("20 min", [(None, 0.33)]),
    ("half an hour", [(None, 0.5)]),
    ("an hour", [(None, 1.0)]),
    ("a couple of days", [(None, 48.0)]),
    ("more than 48 hours", [(None, 48.0)]),
    ("6 months", [(None, 4380.0)]),
    ("1 year", [(None, 8760.0)]),
    ("for 2 yrs", [(None, 17520.0)]),
    ("twenty four hours", [(None, 24.0)]),
    ("3 dias", [(None, 72.0)]),
    ("dos semanas", [(None, 336.0)]),
    ("2-day", [(None, 48.0)]),
]

TRAPS = [
    "3 days ago",
    "16 years old",
    "a 16 yr old",
    "the 48 hour law",
    "whats the 48 hour thing",
    "48 hour notice",
    "give me a minute",
    "one day",
    "messages a day",
    "50 a day",
    "once a week",
    "calling it a day",
    "every 2 days",
    "24/7",
    "3 pics",
    "10 times",
    "in a minute",
    "16 y/o",
    "my 15 year old",
    "2 months pregnant",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_reads_each_length_of_time(text: str, expected: list[tuple[str | None, float]]) -> None:
    """
    A length of time is given in hours.
    """
    assert expected == roles(text, "duration")


@pytest.mark.parametrize("text", TRAPS)
def test_leaves_other_words_alone(text: str) -> None:
    """
    Ages, ago, laws, rates and idioms are no lengths of time.
    """
    assert [] == roles(text, "duration")
