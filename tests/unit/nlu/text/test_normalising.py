"""
Text-speak, leetspeak, lost spaces and typos become plain words; addresses stay.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.text.cleaning import clean
from bot.nlu.text.normalising import Lexicon, TextNormaliser, model_text
from bot.nlu.text.spelling import Speller, build_table

WORDS = (
    "i want to die kill myself help me please he has my pictures and will post them on instagram how do"
    " report it the a so is be will tell not what before with without see hell hello suicide your my"
).split()
LEXICON = Lexicon(
    synonyms={
        "u": "you",
        "insta": "instagram",
        "pics": "pictures",
        "wanna": "want to",
        "dont": "do not",
        "kms": "kill myself",
        "b4": "before",
        "2moro": "tomorrow",
    },
    protected=frozenset({"stopncii", "foto", "policia"}),
)
NORMALISER = TextNormaliser(
    LEXICON, Speller(build_table({word: 1000.0 / (i + 1) for i, word in enumerate(WORDS)}))
)


@pytest.mark.parametrize(
    ("raw", "normalised"),
    [
        ("Hello", "hello"),
        ("HE HAS MY PICS", "he has my pictures"),
        ("i wanna k1ll mys3lf", "i want to kill myself"),
        ("$uicide", "suicide"),
        ("k m s", "kill myself"),
        ("h.e.l.p", "help"),
        ("a b c", "a b c"),
        ("heeeelp meeee", "help me"),
        ("sooooo", "so"),
        ("howdo i reportit", "how do i report it"),
        ("plaese hlep", "please help"),
        ("idont wannadie", "i do not want to die"),
        ("telll", "tell"),
        ("b4 2moro", "before tomorrow"),
        ("w/ my pics w/o me", "with my pictures without me"),
        ("help/report", "help report"),
        ("hlep/reprot", "help report"),
        ("stopncii", "stopncii"),
        ("policía", "policia"),
        ("ill tell him", "i will tell him"),
        ("hell post it", "he will post it"),
        ("what the hell", "what the hell"),
        ("1 wanna die", "i want to die"),
        ("50k 16f 7pm", "50k 16f 7pm"),
        (
            "see https://exmaple.com/Abc and @jo_h me@exmaple.com",
            "see https://exmaple.com/abc and @jo_h me@exmaple.com",
        ),
        ("", ""),
        ("😭😭", "😭😭"),
        ("12345", "12345"),
    ],
)
def test_normalise(raw: str, normalised: str) -> None:
    """
    Each kind of noise has its cure.
    """
    assert NORMALISER.normalise(clean(raw)) == normalised


def test_other_languages_are_not_mended() -> None:
    """
    English spelling would spoil Spanish words.
    """
    assert NORMALISER.normalise("reprot wanna", mend=False) == "reprot want to"


def test_mending_has_an_end() -> None:
    """
    Of a message made of typos only the first are mended, so that time is bounded.
    """
    found = NORMALISER.normalise("hlep " * 100).split()

    assert (found[0], found[59], found[60]) == ("help", "help", "hlep")


@given(st.text(max_size=200))
def test_any_text_can_be_normalised(raw: str) -> None:
    """
    It never fails, and gives lower case without runs of spaces.
    """
    found = NORMALISER.normalise(clean(raw))

    assert model_text(found) == " ".join(model_text(found).split())


def test_the_models_read_one_word_for_an_address() -> None:
    """
    Which address it is teaches nothing.
    """
    text = "see https://example.com/a?b and @jo_h or me@example.com, señor"

    assert model_text(text) == "see link and username or email , senor"
