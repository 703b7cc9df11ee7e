"""
The foldings of a message, and the canonical words made of them.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.entities.canonical import MOST_WORDS, canonical
from bot.nlu.entities.refang import refang
from bot.nlu.entities.text import BLANK, Layer, low_layer, plain_layer

CANONICAL = [
    ("hes gonna send my pics", "he is going to send my img"),
    ("he's gonna", "he is going to"),
    ("im 16f", "i am 16 f"),
    ("I HAVENT paid", "i have not paid"),
    ("scared hell post", "scared he will post"),
    ("what the hell happened", "what the hell happened"),
    ("he'll", "he will"),
    ("twenty-five", "25"),
    ("twenty five", "25"),
    ("twenty - five", "25"),
    ("twenty pics", "20 img"),
    ("sixten", "16"),
    ("español", "espanol"),
    ("no\nyes", "no . yes"),
    ("wait...what", "wait . what"),
    ("some1 told m8", "someone told mate"),
    ("the 5th of 1,500.50", "the 5th of 1,500.50"),
    ("café’s", "cafes"),
    ("a_b", "a _ b"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CANONICAL)
def test_writes_every_word_one_way(text: str, expected: str) -> None:
    """
    Contractions, SMS forms, numbers and the words for a picture have one spelling.
    """
    assert expected == canonical(low_layer(text)).text


def test_hides_what_was_taken() -> None:
    """
    A name that was found before is one word that says nothing.
    """
    low = low_layer("see mike.jones22 now").blank([(4, 16)])

    assert "see _ now" == canonical(low).text


def test_reads_no_more_than_the_most_words() -> None:
    """
    A message of single letters is read up to its bound.
    """
    assert MOST_WORDS == len(canonical(low_layer("a " * 2000)).starts)


def test_knows_where_a_word_came_from() -> None:
    """
    Words made of one piece all span that piece.
    """
    words = canonical(low_layer("ok hes gonna"))
    start = words.text.index("going")

    assert (7, 12) == words.span(start, start + len("going"))
    assert (3, 12) == words.span(words.text.index("he"), len(words.text))


def test_folds_case_accents_quotes_and_width() -> None:
    """
    The lower layer has one form of a letter; the plain one keeps case and accents.
    """
    text = "É\u200b’ \uff21"

    assert "e' a" == low_layer(text).text
    assert "É’ A" == plain_layer(text).text
    assert (2, 3) == low_layer(text).span(1, 2)


def test_blanks_raw_spans_in_a_folded_layer() -> None:
    """
    Raw positions are found again in a layer that lost characters.
    """
    layer = low_layer("a\u200b\u200bbéc")

    assert f"a{BLANK}{BLANK}c" == layer.blank([(3, 5)]).text


@given(st.text(st.characters(codec=None), max_size=60))
def test_foldings_never_lose_their_place(text: str) -> None:
    """
    Every character of a layer stands for a character of the raw text, in order.
    """
    for layer in (plain_layer(text), low_layer(text), refang(plain_layer(text))):
        spans = [layer.span(at, at + 1) for at in range(len(layer.text))]

        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(st.text(max_size=60))
def test_canonical_words_never_lose_their_place(text: str) -> None:
    """
    Every canonical word spans a piece of the raw text.
    """
    words = canonical(low_layer(text))

    assert len(words.starts) == len(words.spans)
    assert all(0 <= start < end <= len(text) for start, end in words.spans)


def test_refangs_only_what_was_made_harmless() -> None:
    """
    A text without signs of defanging comes back as the same object.
    """
    layer = Layer(text="see https://a.example/x")

    assert layer is refang(layer)
