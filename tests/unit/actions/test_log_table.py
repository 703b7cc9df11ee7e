"""
The log as a table.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.log_table import log_table
from bot.domain.evidence import Entry
from tests.unit.actions.perform import NOW, entry, facts

ZONE = "Europe/London"


def rows(*things: Entry) -> list[list[Any]]:
    """
    The rows for things as they stand now.
    """
    shown: list[list[Any]] = log_table(facts(), things, len(things), NOW, ZONE)["rows"]
    return shown


def test_it_says_how_many_there_are_and_what_stands_where() -> None:
    """
    In words of the responses.
    """
    table = log_table(facts(), [], 7, NOW, ZONE)
    names = ("number", "what", "status", "found", "due")

    assert {
        "caption": {"response": "utter_word_table", "count": 7},
        "columns": [{"response": f"utter_word_column_{name}"} for name in names],
        "rows": [],
    } == table


def test_a_row_says_what_it_is_what_became_of_it_and_when_it_was_found() -> None:
    """
    As the person said it; else the day it was noted. What isn't waited for is left open.
    """
    told = entry(3, address="a.example/1", account="@d", found="2026-05-30T21:00/2026-05-30T21:59")
    expected = [
        [
            "3",
            {"response": "utter_word_log_line", "what": "a.example/1", "details": ["@d"]},
            {"response": "utter_word_status_found"},
            "2026-05-30 21:00",
            "",
        ],
        [
            "4",
            {"response": "utter_word_place_group_chat"},
            {"response": "utter_word_status_removed"},
            {"response": "utter_word_noted", "day": "2026-06-01"},
            "",
        ],
    ]

    assert expected == rows(told, entry(4, note="group chat", status="removed"))


@pytest.mark.parametrize(
    ("time", "left"),
    [
        (timedelta(hours=46), {"response": "utter_word_hours", "number": 46}),
        (timedelta(hours=1, seconds=1), {"response": "utter_word_hours", "number": 2}),
        (timedelta(minutes=5), {"response": "utter_word_an_hour"}),
    ],
)
def test_an_answer_that_is_waited_for_has_a_time_and_hours_left(
    time: timedelta, left: dict[str, Any]
) -> None:
    """
    Where the person is; the hour that has begun counts.
    """
    until = NOW + time
    waited = entry(1, address="a.example/1", status="notice_sent", deadline=until.isoformat())
    due = rows(waited)[0][-1]

    assert ("utter_word_due", left) == (due["response"], due["left"])
    assert due["when"].startswith("2026-06-")


def test_when_the_time_is_over_it_says_so() -> None:
    """
    That is when there is something to do.
    """
    over = entry(1, status="notice_sent", deadline=(NOW - timedelta(hours=1)).isoformat())

    assert "utter_word_due_over" == rows(over)[0][-1]["response"]
