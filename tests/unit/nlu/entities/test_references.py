"""
Case, ticket and report numbers.
"""

from __future__ import annotations

import pytest

from tests.unit.nlu.entities.reading import roles, values

FORMS = [
    ("my ref is 5512-AB", ["5512-AB"]),
    ("ref 5512-AB", ["5512-AB"]),
    ("ref: 5512-ab", ["5512-ab"]),
    ("reference number 5512", ["5512"]),
    ("case number Q-4410", ["Q-4410"]),
    ("case no. 4410", ["4410"]),
    ("case id: AB/4410/26", ["AB/4410/26"]),
    ("ticket #88121", ["88121"]),
    ("ticket 88121", ["88121"]),
    ("reported that one today ref Q-4410", ["Q-4410"]),
    ("report id 991_22", ["991_22"]),
    ("confirmation code X99812", ["X99812"]),
    ("incident 20261120-77", ["20261120-77"]),
    ("numero de caso: C-1881, folio 99-12", ["C-1881", "99-12"]),
    ("tracking number is ZX-1-22", ["ZX-1-22"]),
]

TRAPS = [
    "in case 2 people see it",
    "just in case 500 isnt enough",
    "report 3 posts",
    "i reported 48 hours ago",
    "my case is old",
    "refuse 500",
    "the ticket is gone",
    "case number please",
    "request 2 links",
    "report number 3 links",
    "ref the photo",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_reads_each_code_as_it_was_typed(text: str, expected: list[str]) -> None:
    """
    Behind a cue the code is kept letter by letter.
    """
    assert expected == values(text, "reference")


@pytest.mark.parametrize("text", TRAPS)
def test_leaves_counts_and_words_alone(text: str) -> None:
    """
    Counts behind "case" and "report" are no codes.
    """
    assert [] == values(text, "reference")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("REF-2231", "REF-2231"),
        ("#88121", "88121"),
        ("88121", "88121"),
        ("yes its TT-4410/b.", "TT-4410/b"),
        ("here it is: IG90871", "IG90871"),
    ],
)
def test_a_code_alone_is_bare(text: str, code: str) -> None:
    """
    It answers the question for a number, and only that.
    """
    assert [("bare", code)] == roles(text, "reference")


@pytest.mark.parametrize(
    "text", ["123", "no number", "im 16", "yes", "not yet 2", "he sent 4410 of them"]
)
def test_what_is_no_code_alone_is_not_bare(text: str) -> None:
    """
    Short numbers are answers to other questions; in a sentence it takes a word for it.
    """
    assert [] == roles(text, "reference")
