"""
Any string becomes safe to look at.
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.text.cleaning import MAX_LENGTH, clean, encodable, without_accents


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("", ""),
        ("  hi \n\t there ", "hi there"),
        ("h\u200be\u200bl\u200bp", "help"),
        ("a\x00b", "ab"),
        ("\uff48\uff45\uff4c\uff50", "help"),
        ("\U0001d4f1\U0001d4ee\U0001d4f5\U0001d4f9", "help"),
        ("he\u0336l\u0336p\u0336", "help"),
        ("cafe\u0301", "café"),
        ("don\u2019t", "don't"),
        ("\u201cok\u201d \u2014 yes", '"ok" - yes'),
        ("k\u0456ll m\u0443self", "kill myself"),
        ("привет", "привет"),
        ("hi \ud83d there", "hi there"),
        ("\U000e0041hi\ufe0f", "hi"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    """
    Invisible characters go, look-alike letters become plain ones, other alphabets stay.
    """
    assert clean(raw) == cleaned


def test_a_long_message_keeps_its_head_and_its_tail() -> None:
    """
    What stands at the end of a wall of text is not lost.
    """
    found = clean("first " + "x" * 100_000 + " last")

    assert (len(found), found[:6], found[-5:]) == (MAX_LENGTH, "first ", " last")


def test_padding_with_invisible_characters_hides_nothing_near_the_ends() -> None:
    """
    Zero-width padding is taken out before the length is judged.
    """
    assert clean("\u200b" * 5_000 + "help me") == "help me"


@given(st.text(st.characters(codec=None, exclude_categories=[]), max_size=300))
def test_whatever_comes_in_comes_out_clean(raw: str) -> None:
    """
    No control character, no lone surrogate, no run of spaces, never too long; and again changes nothing of that.
    """
    found = clean(raw)

    assert len(found) <= MAX_LENGTH
    assert found == found.strip()
    assert "  " not in found
    assert not {unicodedata.category(char) for char in found} & {"Cs", "Co"}
    found.encode()


@given(st.text(st.characters(codec=None, exclude_categories=[]), max_size=100))
def test_encodable_keeps_every_offset(raw: str) -> None:
    """
    Lone surrogates are replaced one for one.
    """
    found = encodable(raw)

    assert len(found) == len(raw)
    found.encode()


def test_accents_come_off_letters() -> None:
    """
    A word typed without its accents is the same word.
    """
    assert without_accents("Policía, ñandú, über") == "Policia, nandu, uber"
