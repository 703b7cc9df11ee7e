"""
People to talk to: by country, age and need, who is there now before who is not.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.find_helplines import FindHelplines
from bot.domain.hours import Hours, Span
from tests.unit.actions.perform import facts, line, perform

FACTS = facts(
    line("Images", "image_abuse", who_for="adult"),
    line("Crisis", "crisis"),
    line("Assault", "sexual_assault"),
    line("Children", "child", who_for="minor"),
    line("World", "image_abuse", "crisis", country="INT"),
)
MORNING = Hours(spans=(Span(start=0, end=60),))  # closed at noon on a Monday
ALWAYS = Hours(always=True)


def told(slots: dict[str, Any]) -> list[str]:
    """
    The names of the lines that are said.
    """
    said = perform(FindHelplines(FACTS), slots).said
    return [each["line"].partition(":")[0] for message in said for each in message["helplines"]]


@pytest.mark.parametrize(
    ("slots", "lines"),
    [
        ({"country": "US", "age_in_image": "adult"}, ["Images", "Crisis", "Assault"]),
        ({"country": "US"}, ["Images", "Crisis", "Assault"]),
        ({"country_guess": "US"}, ["Images", "Crisis", "Assault"]),
        ({"country": "US", "age_in_image": "minor"}, ["Children", "World", "Crisis"]),
        ({"country": "US", "age_in_image": "unknown"}, ["Children", "World", "Crisis"]),
        ({"country": "US", "need": "sexual_assault"}, ["Assault"]),
        ({"country": "FR"}, ["World"]),
        ({}, ["World"]),
        ({"country": "FR", "need": "crisis"}, ["World"]),
    ],
)
def test_lines_for_the_country_the_age_and_the_need(
    slots: dict[str, Any], lines: list[str]
) -> None:
    """
    Without a need, one for each of the likeliest; each line once.
    """
    assert lines == told(slots)


def test_whoever_is_closed_now_is_said_last_and_to_be_closed() -> None:
    """
    At most three of them are said.
    """
    many = facts(
        line("Early", "crisis", hours=MORNING),
        line("Day", "crisis", hours=ALWAYS),
        line("Unknown", "crisis"),
        line("Also", "crisis", hours=ALWAYS),
    )
    done = perform(FindHelplines(many), {"country": "US", "need": "crisis"})
    one = perform(
        FindHelplines(facts(line("Early", "crisis", hours=MORNING))),
        {"country": "US", "need": "crisis"},
    )

    assert [
        {
            "response": "utter_helplines",
            "helplines": [
                {"response": "utter_word_line", "line": f"{name}: 1234"}
                for name in ("Day", "Unknown", "Also")
            ],
        }
    ] == done.said
    assert [
        {
            "response": "utter_helplines",
            "helplines": [{"response": "utter_word_line_closed", "line": "Early: 1234"}],
        }
    ] == one.said


def test_the_flow_learns_whether_there_was_one() -> None:
    """
    With none nothing is said: the flow has words for it.
    """
    none = perform(FindHelplines(FACTS), {"country": "US", "need": "lgbtq"})

    assert {"helplines_found": "some"} == perform(FindHelplines(FACTS)).slots
    assert ({"helplines_found": "none"}, []) == (none.slots, none.said)
