"""
Whether the person in the image was a minor, said in words; and a lone number as an answer.
"""

from __future__ import annotations

import pytest

from tests.unit.nlu.entities.reading import roles

SETTLED = [
    ("i was under 18 in it", "minor"),
    ("i was a minor", "minor"),
    ("i was underage", "minor"),
    ("i was a kid", "minor"),
    ("i wasnt 18 yet", "minor"),
    ("i hadnt turned 18", "minor"),
    ("it was before my 18th birthday", "minor"),
    ("when i was in high school", "minor"),
    ("from when i was in middle school", "minor"),
    ("i was in year 9", "minor"),
    ("im in year 10", "minor"),
    ("i was in 8th grade", "minor"),
    ("grade 8", "minor"),
    ("still in high school", "minor"),
    ("im a minor", "minor"),
    ("im underage", "minor"),
    ("im not 18 yet", "minor"),
    ("she is underage", "minor"),
    ("soy menor de edad", "minor"),
    ("pictures of me as a kid", "minor"),
    ("my childhood images are online", "minor"),
    ("i was still a teenager, like 15", "minor"),
    ("i was over 18", "adult"),
    ("i was an adult", "adult"),
    ("i was already 18", "adult"),
    ("no i wasnt a minor", "adult"),
    ("i wasnt underage", "adult"),
    ("i was not under 18", "adult"),
    ("i was a grown woman", "adult"),
    ("era mayor de edad", "adult"),
    ("honestly i dont remember, senior year or freshman year of college", "unknown"),
    ("senior year", "unknown"),
    ("i dont know how old i was", "unknown"),
    ("not sure if i was 18", "unknown"),
    ("i cant remember if i was 17 or 18", "unknown"),
    ("i might have been 17 or 18", "unknown"),
    ("around 18 i think", "unknown"),
    ("i dont remember my age", "unknown"),
    ("some were taken when i was an adult", "unknown"),
]

OPEN = [
    "im an adult",
    "but im an adult, shouldnt i use the adult one?",
    "im over 18",
    "am i over 18",
    "does the under 18 one cover snap",
    "is there an fbi number for teens",
    "do you have to be 18",
    "what if i was under 18",
    "does it matter if i was underage",
    "i was 19 when we broke up and he stalks me now and calls my mum",
    "is the law only for minors",
    "how do kids get help",
    "my teacher is an adult",
]

BARE = [
    ("17", "minor"),
    ("like 17", "minor"),
    ("maybe 17?", "minor"),
    ("24 i think", "adult"),
    ("sixteen", "minor"),
    ("17 or 18", "unknown"),
    ("17/18", "unknown"),
    ("about 30", "adult"),
    ("5", "minor"),
    ("99", "adult"),
]


def _in_image(text: str) -> list[object]:
    return [value for role, value in roles(text, "age_group") if role == "in_image"]


@pytest.mark.parametrize(("text", "expected"), SETTLED)
def test_settles_what_the_words_settle(text: str, expected: str) -> None:
    """
    The most careful reading wins.
    """
    assert [expected] == _in_image(text)


@pytest.mark.parametrize("text", OPEN)
def test_leaves_open_what_they_do_not(text: str) -> None:
    """
    Questions, and an adult's age now, say nothing about the image.
    """
    assert [] == _in_image(text)


@pytest.mark.parametrize(("text", "expected"), BARE)
def test_a_lone_number_may_be_an_age(text: str, expected: str) -> None:
    """
    A number that is nearly all of the message is a group of its own role.
    """
    assert [("bare", expected)] == roles(text, "age_group")


@pytest.mark.parametrize(
    "text", ["3", "2 pics", "100", "24 hours", "50/50", "option 7", "12 times 8", "300 dollars"]
)
def test_other_numbers_are_no_age(text: str) -> None:
    """
    Counts, sums and numbers that nobody's age can be say nothing.
    """
    assert [] == roles(text, "age_group")


def test_a_minor_in_the_image_is_a_facet_too() -> None:
    """
    What the group says, the facet `minor_involved` says as well.
    """
    assert [("minor_involved", True)] == roles("i was a minor", "facet")
    assert [] == roles("i was an adult", "facet")
