"""
Ages in sixty forms, whose they are, and numbers that are none.
"""

from __future__ import annotations

import pytest

from tests.unit.nlu.entities.reading import found, pieces, roles

# What is said, the ages in it with their roles (now first), and what it settles about the image.
FORMS: list[tuple[str, list[tuple[str, int]], str | None]] = [
    ("im 16", [("now", 16)], "minor"),
    ("i'm 16", [("now", 16)], "minor"),
    ("I am sixteen", [("now", 16)], "minor"),
    ("im sixten", [("now", 16)], "minor"),
    ("im seventen n scared", [("now", 17)], "minor"),
    ("I'm a 16 year old", [("now", 16)], "minor"),
    ("im a 15 y/o girl", [("now", 15)], "minor"),
    ("16f", [("now", 16)], "minor"),
    ("f16 uk", [("now", 16)], "minor"),
    ("16 y/o here", [("now", 16)], "minor"),
    ("15yo boy pls help", [("now", 15)], "minor"),
    ("me (16f) and my ex", [("now", 16)], "minor"),
    ("i (17) sent him a pic", [("now", 17)], "minor"),
    ("im like 14", [("now", 14)], "minor"),
    ("im only 13", [("now", 13)], "minor"),
    ("im 17 and a half", [("now", 17)], "minor"),
    ("my age is 15", [("now", 15)], "minor"),
    ("age: 14", [("now", 14)], "minor"),
    ("im turning 18 next week", [("now", 17)], "minor"),
    ("im almost 18", [("now", 17)], "minor"),
    ("i turn 18 in may", [("now", 17)], "minor"),
    ("im 18 next month", [("now", 17)], "minor"),
    ("i just turned 18", [("now", 18)], None),
    ("im twenty five", [("now", 25)], None),
    ("im twenty-five", [("now", 25)], None),
    ("hi im 25, an old picture of me ended up on some site", [("now", 25)], None),
    ("im 34f", [("now", 34)], None),
    ("41 now", [("now", 41)], None),
    ("i have 16 years", [("now", 16)], "minor"),
    ("tengo 16 años", [("now", 16)], "minor"),
    ("i was 16 in it", [("then", 16)], "minor"),
    ("from when i was 15", [("then", 15)], "minor"),
    ("the pic is from when i was 15", [("then", 15)], "minor"),
    ("wait i was actually 17 in that one", [("then", 17)], "minor"),
    ("i was like 13 when i took it", [("then", 13)], "minor"),
    ("no i was 16", [("then", 16)], "minor"),
    ("she was 19 then", [("then", 19)], "adult"),
    ("i was 19 in it", [("then", 19)], "adult"),
    ("i was 25 when it was taken", [("then", 25)], "adult"),
    ("i was 22", [("then", 22)], "adult"),
    ("pics of me at 15", [("then", 15)], "minor"),
    ("pictures of me from age 14", [("then", 14)], "minor"),
    ("hes had them since i was 15", [("then", 15)], "minor"),
    ("taken 2 yrs ago im 19", [("now", 19), ("then", 17)], "minor"),
    ("im 30, it was taken 2 years ago", [("now", 30), ("then", 28)], "adult"),
    ("im 20 and it was taken 2 years ago", [("now", 20), ("then", 18)], "unknown"),
    ("im 25 now but i was 16 in the pics", [("now", 25), ("then", 16)], "minor"),
    ("my 16th birthday, thats when he took it", [("then", 16)], "minor"),
    ("tenia 17", [("then", 17)], "minor"),
    ("my daughter is 14", [("other", 14)], "minor"),
    ("my 15 yr olds photos", [("other", 15)], "minor"),
    ("hes 17", [("other", 17)], "minor"),
    ("a girl in my class, shes 15", [("other", 15)], "minor"),
    ("my little brother is 13 n some guy has his pic", [("other", 13)], "minor"),
    ("my son (12) got messages", [("other", 12)], "minor"),
    ("my 14 year old son", [("other", 14)], "minor"),
    ("this 40 yr old man has my pics", [("other", 40)], None),
    ("my friend is 19", [("other", 19)], None),
    ("im 25 and hes 17", [("now", 25), ("other", 17)], None),
    ("mi hija tiene 14 años", [("other", 14)], "minor"),
    ("i was 16 or 17", [("then", 16)], "minor"),
    ("i was 17 or 18 in it", [("then", 17), ("then", 18)], "unknown"),
    ("i was almost 18", [("then", 17)], "minor"),
    ("i was not quite 18", [("then", 17)], "minor"),
]

TRAPS = [
    "12 times 8",
    "20 min",
    "i got 20 min",
    "300 dollars",
    "3 days ago",
    "48 hours",
    "24/7",
    "call me on 555-0143",
    "2 pics",
    "he has 16 pics of me",
    "im 5 min away",
    "im 20 minutes from home",
    "im 10 weeks pregnant",
    "explain it like im 12",
    "explain like i am 5",
    "i feel like im 12 again",
    "when im 18 ill leave",
    "i cant wait until im 18",
    "i have 15 followers left",
    "im 1 of 20 girls",
    "there are 16 of us",
    "year 2019",
    "he wants 50",
    "the 14th of may",
    "my account has 99 likes",
    "room 17",
    "bus 25 was late",
    "im on step 12",
    "give me 15",
    "he sent it to 20 people",
    "i wasted 30 mins",
    "at 16:30",
    "version 12",
    "chapter 15",
    "i lost 20 pounds",
    "he said i was 19",
    "can i use it if im over 18",
    "my phone is 18 months old",
    "its 15 degrees",
    "we were together 6 years",
    "it has been 18 months",
    "i have 20 unread messages",
    "im 100% sure",
    "m8 help me",
    "grade 11 maths",
]


@pytest.mark.parametrize(("text", "expected"), [(text, ages) for text, ages, _ in FORMS])
def test_reads_each_age_and_whose_it_is(text: str, expected: list[tuple[str, int]]) -> None:
    """
    An age is now, then (in the image), or somebody else's.
    """
    assert sorted(expected) == sorted(roles(text, "age"), key=str)


@pytest.mark.parametrize(("text", "expected"), [(text, group) for text, _, group in FORMS])
def test_tells_what_the_ages_settle_about_the_image(text: str, expected: str | None) -> None:
    """
    Under 18 now or then is a minor; an adult now says nothing about an old image.
    """
    settled = [value for role, value in roles(text, "age_group") if role == "in_image"]

    assert ([] if expected is None else [expected]) == settled


@pytest.mark.parametrize("text", TRAPS)
def test_leaves_other_numbers_alone(text: str) -> None:
    """
    Sums, times, counts, idioms and the future are no ages.
    """
    assert [] == roles(text, "age")


def test_an_age_that_was_worked_out_is_less_sure() -> None:
    """
    "Two years ago" may be nearly three, so the age then is not certain.
    """
    assert [("now", 1.0), ("then", 0.8)] == sorted(
        (str(item.role), item.confidence) for item in found("taken 2 yrs ago im 19", "age")
    )


def test_spans_the_number() -> None:
    """
    The span is the number as it was typed.
    """
    assert ["sixten"] == pieces("hi im sixten pls", "age")
