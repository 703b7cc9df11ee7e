"""
Going through the log, thing by thing.
"""

from __future__ import annotations

from typing import Any

from actions.log_pick import LogPick
from tests.unit.actions.perform import entry, facts, perform

ACTION = LogPick(facts())
THREE = [entry(number, address=f"a.example/{number}") for number in (1, 2, 3)]


def picked(before: float | None, entries: list[Any]) -> tuple[Any, str, str]:
    """
    The number picked, whether there was one, and what is said.
    """
    done = perform(ACTION, {"log_item": before} if before else {}, entries=entries)
    return done.slots["log_item"], done.slots["log_picked"], done.said[0]["response"]


def test_one_after_the_other_the_newest_first() -> None:
    """
    Until there are no more.
    """
    assert [
        (3.0, "found", "utter_log_one"),
        (2.0, "found", "utter_log_one"),
        (1.0, "found", "utter_log_one"),
        (None, "none", "utter_log_no_more_things"),
    ] == [picked(before, THREE) for before in (None, 3.0, 2.0, 1.0)]


def test_an_empty_log_has_nothing_to_pick() -> None:
    """
    That is said otherwise than the end of a full one.
    """
    assert (None, "none", "utter_log_empty") == picked(None, [])


def test_after_a_thing_that_was_taken_out_the_next_one_comes() -> None:
    """
    None is passed over.
    """
    without = [*THREE, entry(2, kind="withdrawn")]

    assert (1.0, "found", "utter_log_one") == picked(2.0, without)
    assert (None, "none", "utter_log_no_more_things") == picked(
        1.0, [*THREE, entry(1, kind="withdrawn")]
    )
