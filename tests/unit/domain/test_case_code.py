"""
Case codes.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case_code import ALPHABET, CHANCE, LENGTH, make_code, read_code, seems_code, shown

CODES = st.binary(min_size=CHANCE, max_size=CHANCE).map(make_code)


def test_no_two_signs_look_alike() -> None:
    """
    The alphabet has a prime number of signs and none of those that are mistaken for another.
    """
    assert (31, 31) == (len(ALPHABET), len(set(ALPHABET)))
    assert set() == set("ILOUV") & set(ALPHABET)


def test_a_code_is_shown_in_groups() -> None:
    """
    Three groups of four are easy to read aloud and to write down.
    """
    assert "0000 0000 0000" == shown(make_code(bytes(CHANCE)))


@given(CODES)
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    """
    Blanks, hyphens, small letters and look-alikes make no difference.
    """
    looks = str.maketrans("01", "OL")
    ways = [
        code,
        shown(code).lower(),
        "-".join(code),
        f" {shown(code).translate(looks)}. ",
        code.lower().translate(str.maketrans("01", "oi")),
    ]

    assert [code] * len(ways) == [read_code(way) for way in ways]


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_noticed(code: str, place: int, sign: str) -> None:
    """
    A code with any one sign mistyped is no code.
    """
    mistyped = code[:place] + sign + code[place + 1 :]

    assert (None if mistyped != code else code) == read_code(mistyped)


@given(CODES, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_signs_that_changed_places_are_noticed(code: str, one: int, other: int) -> None:
    """
    A code with any two signs swapped is no code.
    """
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    swapped = "".join(signs)

    assert (None if swapped != code else code) == read_code(swapped)


@pytest.mark.parametrize(
    "text", ["", "hello", "0000 0000 000", "0000 0000 0000 0", "V000 0000 0000"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    """
    Too short, too long, or with signs that no code has.
    """
    assert read_code(text) is None


@pytest.mark.parametrize(
    ("text", "seems"),
    [
        ("2GGK KE0Y 22H2", True),
        ("2ggk-ke0y-22h", True),
        ("2GGKVE0Y22H1", True),
        ("i lost my code", False),
        ("somebody else", False),
        ("12", False),
        ("he posted it on 3 sites today", False),
        ("", False),
    ],
)
def test_a_mistyped_code_is_told_from_a_sentence(text: str, seems: bool) -> None:
    """
    Whoever mistypes is told to look again; whoever says something else is listened to.
    """
    assert seems == seems_code(text)
