"""
Words and marks of a text as spaCy sees them.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from bot.nlu.text.cleaning import clean
from bot.nlu.text.words import WordTokenizer

TOKENIZER = WordTokenizer(Vocab())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("dont can't im", ["dont", "can't", "im"]),
        ("stop!!! 😭", ["stop", "!", "!", "!", "😭"]),
        ("a_b", ["a", "_", "b"]),
        ("", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """
    Nothing is parted inside a word.
    """
    assert [token.text for token in TOKENIZER(text)] == words


@given(st.text(max_size=100))
def test_no_letter_gets_lost(raw: str) -> None:
    """
    The document holds the whole text, spaces apart.
    """
    text = clean(raw)

    assert TOKENIZER(text).text.replace(" ", "") == text.replace(" ", "")
