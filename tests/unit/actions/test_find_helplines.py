"""
People to talk to: by country, age and need, who is there now before who is not.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest

from actions.find_helplines import FindHelplines
from bot.domain.fact import Country, Need
from bot.domain.hours import Hours, Span
from bot.engine.render import Voice, render
from bot.loading.assistant import load_assistant
from bot.wording.segments import as_gsm_7, segments
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
        ({"country": "US", "age_in_image": "minor", "age_now": 30.0}, ["Images", "Crisis", "Assault"]),
        ({"country": "US", "age_in_image": "adult", "age_now": 17.0}, ["Children", "World", "Crisis"]),
        ({"country": "US", "age_in_image": "minor", "age_now": 30.0, "for_other": True}, ["Children", "World", "Crisis"]),
        ({"country": "US", "need": "sexual_assault"}, ["Assault"]),
        ({"country": "FR"}, ["World"]),
        ({}, ["World"]),
        ({"country": "FR", "need": "crisis"}, ["World"]),
    ],
)  # fmt: skip
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


def test_long_lines_make_room() -> None:
    """
    The first line is always said; a later one only if all fit a bubble.
    """
    long = facts(
        line("A" * 230, "crisis"),
        line("B" * 10, "crisis"),
    )
    short = facts(
        line("A" * 100, "crisis"),
        line("B" * 130, "crisis"),
        line("C" * 20, "crisis"),
    )
    slots = {"country": "US", "need": "crisis"}
    said = [
        [each["line"][0] for each in perform(FindHelplines(known), slots).said[0]["helplines"]]
        for known in (long, short)
    ]

    assert [["A"], ["A", "C"]] == said


def test_wherever_somebody_is_the_lines_fit_two_text_messages() -> None:
    """
    For every country, age and need of the facts, with the words around the lines.
    """
    assistant = load_assistant(Path(__file__).parents[3])
    action = FindHelplines(assistant.facts)
    too_long = []
    for country in (None, *(each.id for each in assistant.facts.of(Country))):
        for age in ("adult", "minor"):
            for need in (None, *get_args(Need)):
                slots = {"country": country, "age_in_image": age, "need": need}
                for said in perform(action, slots).said:
                    voice = Voice(language="en", channel="sms", slots=slots, arguments=said)
                    text = render(assistant, "utter_helplines", voice).text
                    if segments(as_gsm_7(text)) > 2:
                        too_long.append((slots, len(text)))

    assert [] == too_long
