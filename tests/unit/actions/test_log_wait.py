"""
A wait after wrong guesses, in words.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.log_wait import LogWait
from bot.domain.guessing import wait_after
from tests.unit.actions.perform import perform

MINUTES, HOURS = "utter_word_minutes", "utter_word_hours"


def told(seconds: int) -> Any:
    """
    The wait as it is told.
    """
    (said,) = perform(LogWait(), state="wait", wait=seconds).said
    assert "utter_log_wait" == said["response"]
    return said["wait"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, {"response": "utter_word_a_minute"}),
        (60, {"response": "utter_word_a_minute"}),
        (61, {"response": MINUTES, "number": 2}),
        (900, {"response": MINUTES, "number": 15}),
        (3541, {"response": "utter_word_an_hour"}),
        (3600, {"response": "utter_word_an_hour"}),
        (3601, {"response": HOURS, "number": 2}),
        (86_400, {"response": HOURS, "number": 24}),
    ],
)
def test_a_wait_is_told_in_minutes_or_hours(seconds: int, words: dict[str, Any]) -> None:
    """
    Rounded up, so that nobody comes too early.
    """
    assert words == told(seconds)


def test_every_wait_that_there_is_has_words() -> None:
    """
    None is told in seconds.
    """
    assert all(told(wait_after(wrong))["response"] for wrong in range(3, 30))
