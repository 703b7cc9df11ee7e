"""
Short answers: numbers, places in a list, and the language to go on in.
"""

from __future__ import annotations

import pytest

from tests.unit.nlu.entities.reading import values

NUMBERS = [
    ("2", [2]),
    ("two", [2]),
    ("2.", [2]),
    ("2)", [2]),
    ("#2", [2]),
    ("option 2", [2]),
    ("number 3 please", [3]),
    ("i think 4", [4]),
    ("one", [1]),
    ("the one", [1]),
    ("about 20", [20]),
    ("2 links", [2]),
    ("2 pics", [2]),
    ("2 and 3", [2, 3]),
    ("not 2. i meant 3", [2, 3]),
    ("sixteen", [16]),
    ("son 5", [5]),
]
NO_NUMBERS = [
    "i was 16 in it",
    "300 dollars",
    "3 days",
    "yesterday at 11pm",
    "ref 5512",
    "ic3",
    "mp4",
    "2fa",
    "any1 there",
    "IMG_0031.jpeg",
    "50/50",
    "whats 12 times 8 and will it rain tmrw",
    "how 2 hide this",
    "he has like 500 or so of my old pictures on there",
    "one of them",
    "no one",
    "call 555-0143",
]
ORDINALS = [
    ("the second one", [2]),
    ("second", [2]),
    ("2nd", [2]),
    ("the first", [1]),
    ("i think the third one", [3]),
    ("3rd one please", [3]),
    ("last one", [-1]),
    ("the last", [-1]),
    ("bottom one", [-1]),
    ("top one", [1]),
    ("la segunda", [2]),
    ("el ultimo", [-1]),
    ("yes, the fourth option", [4]),
]
NO_ORDINALS = [
    "one second",
    "give me a second",
    "first of all he lied",
    "last night",
    "the first time we met",
    "second one is imgpit(dot)example/ff66",
    "last week",
    "at first i laughed",
    "the 5th of may",
    "in the first place",
]
LANGUAGES = [
    ("español por favor", ["es"]),
    ("en español", ["es"]),
    ("español", ["es"]),
    ("in spanish please", ["es"]),
    ("can you speak spanish", ["es"]),
    ("spanish pls", ["es"]),
    ("hablas español?", ["es"]),
    ("no hablo ingles", ["es"]),
    ("i dont speak english", ["es"]),
    ("switch to english", ["en"]),
    ("in english pls", ["en"]),
    ("english", ["en"]),
    ("english please", ["en"]),
    ("en ingles por favor", ["en"]),
    ("can we do this in english", ["en"]),
    ("no entiendo español", ["en"]),
    ("can we do this in spanish please", ["es"]),
    ("can you speak french", ["fr"]),
    ("parlez vous français ?", ["fr"]),
    ("do you speak portuguese?", ["pt"]),
    ("can we talk in arabic", ["ar"]),
    ("do you have this in urdu", ["ur"]),
    ("in polish please", ["pl"]),
    ("falas português?", ["pt"]),
]
NO_LANGUAGES = [
    "my spanish teacher has my pics",
    "he is spanish",
    "he speaks spanish",
    "the site is in english only",
    "english class",
    "a spanish guy",
    "im in mexico but english speaking",
    "my sister doesnt speak much english so im asking for her",
    "polish",
    "turkish",
    "he is german",
    "he only speaks russian",
    "my ex is french please help me",
    "i cant speak german and the form is in german",
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_reads_a_number_as_an_answer(text: str, expected: list[int]) -> None:
    """
    A number that is nearly all of the message answers a question.
    """
    assert expected == values(text, "number")


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_number_within_something_else_is_no_answer(text: str) -> None:
    """
    Ages, sums, dates, codes, names and long messages hold no answers.
    """
    assert [] == values(text, "number")


@pytest.mark.parametrize(("text", "expected"), ORDINALS)
def test_reads_a_place_in_the_list(text: str, expected: list[int]) -> None:
    """
    Places count from one; the last is minus one.
    """
    assert expected == values(text, "ordinal")


@pytest.mark.parametrize("text", NO_ORDINALS)
def test_other_firsts_and_lasts_are_no_places(text: str) -> None:
    """
    Times, idioms and longer messages choose nothing.
    """
    assert [] == values(text, "ordinal")


@pytest.mark.parametrize(("text", "expected"), LANGUAGES)
def test_reads_a_request_for_a_language(text: str, expected: list[str]) -> None:
    """
    A request counts, and so does not speaking the other language.
    """
    assert expected == values(text, "language")


@pytest.mark.parametrize("text", NO_LANGUAGES)
def test_speaking_of_a_language_asks_for_nothing(text: str) -> None:
    """
    Teachers, people and sites have languages too.
    """
    assert [] == values(text, "language")
