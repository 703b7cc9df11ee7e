"""
Days and times in forty and more forms, and words that look like them.
"""

from __future__ import annotations

import pytest

from tests.unit.nlu.entities.reading import roles

FORMS: list[tuple[str, list[tuple[str | None, str]]]] = [
    ("last night", [(None, "last night")]),
    ("last nite", [(None, "last nite")]),
    ("yesterday", [(None, "yesterday")]),
    ("yesterday at 11pm", [(None, "yesterday at 11pm")]),
    ("it was 3 days ago", [(None, "3 days ago")]),
    ("an hour ago", [(None, "an hour ago")]),
    ("a couple of weeks ago", [(None, "a couple of weeks ago")]),
    ("few days ago", [(None, "few days ago")]),
    ("10 mins ago", [(None, "10 mins ago")]),
    ("2 yrs ago", [(None, "2 yrs ago")]),
    ("last week", [(None, "last week")]),
    ("last summer", [(None, "last summer")]),
    ("last christmas", [(None, "last christmas")]),
    ("last monday", [(None, "last monday")]),
    ("on monday", [(None, "monday")]),
    ("monday night", [(None, "monday night")]),
    ("on sat", [(None, "sat")]),
    ("this morning", [(None, "this morning")]),
    ("this weekend", [(None, "this weekend")]),
    ("tonight", [(None, "tonight")]),
    ("2nite", [(None, "2nite")]),
    ("tmrw", [(None, "tmrw")]),
    ("tomorrow morning", [(None, "tomorrow morning")]),
    ("today", [(None, "today")]),
    ("the other day", [(None, "the other day")]),
    ("the day before yesterday", [(None, "the day before yesterday")]),
    ("on the 5th", [(None, "the 5th")]),
    ("the 9th of march", [(None, "the 9th of march")]),
    ("5th march", [(None, "5th march")]),
    ("5 march 2026", [(None, "5 march 2026")]),
    ("march 5th", [(None, "march 5th")]),
    ("march 5, 2026", [(None, "march 5, 2026")]),
    ("in march", [(None, "march")]),
    ("since june", [(None, "june")]),
    ("in 2019", [(None, "2019")]),
    ("back in 2021", [(None, "2021")]),
    ("12/03/2026", [(None, "12/03/2026")]),
    ("12/3/26", [(None, "12/3/26")]),
    ("2026-03-12", [(None, "2026-03-12")]),
    ("2026-11-18 22:15", [(None, "2026-11-18 22:15")]),
    ("12.03.2026", [(None, "12.03.2026")]),
    ("at 11pm", [(None, "at 11pm")]),
    ("at 23:15", [(None, "at 23:15")]),
    ("around 9 pm", [(None, "9 pm")]),
    ("at midnight", [(None, "at midnight")]),
    ("late last night", [(None, "late last night")]),
    ("over the weekend", [(None, "the weekend")]),
    ("early yesterday morning", [(None, "early yesterday morning")]),
    ("ayer", [(None, "ayer")]),
    ("anoche", [(None, "anoche")]),
    ("hace 3 dias", [(None, "hace 3 dias")]),
    ("yesterday and again on friday", [(None, "yesterday"), (None, "friday")]),
]

TRAPS = [
    "may i ask something",
    "he sat on it",
    "sun is out",
    "now",
    "right now",
    "i may be wrong",
    "this may be it",
    "march on",
    "24/7",
    "im 16",
    "20 min",
    "48 hours",
    "3 days",
    "one second",
    "the first time",
    "the second one",
    "the 2nd link",
    "the last one",
    "12 times 8",
    "$5.30",
    "3.5",
    "and/or",
    "ref 5512-AB",
    "555-0143",
    "2019 pics",
    "my may",
    "the sat exam",
    "she fell",
    "every one",
    "he wed her",
    "a long time ago maybe",
    "for 2 weeks",
    "in 10 minutes",
    "at my house",
    "at 5 other places",
    "in the fall of the wall",
    "next time",
    "last one",
    "this one",
    "it was dark",
    "v12.03",
    "1/2 of it",
    "on the phone",
    "a month",
    "50/50",
    "16/f",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_reads_each_date(text: str, expected: list[tuple[str | None, str]]) -> None:
    """
    The value is the span itself; its words are read later.
    """
    assert expected == roles(text, "date")


@pytest.mark.parametrize("text", TRAPS)
def test_leaves_other_words_alone(text: str) -> None:
    """
    May, sat, sun, sums and fractions are no dates.
    """
    assert [] == roles(text, "date")
