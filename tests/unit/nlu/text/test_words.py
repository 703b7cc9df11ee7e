"""
Words and marks of a text as spaCy sees them.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from bot.nlu.text.cleaning import clean
from bot.nlu.text.words import WordTokenizer, forgetting

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


def test_words_are_forgotten_without_a_memory_zone_too() -> None:
    """
    Where spaCy is too old to have one, the words never reach the table that stays.
    """
    vocab = Vocab()
    tokenizer = WordTokenizer(vocab)
    old = cast("Any", SimpleNamespace(vocab=vocab, tokenizer=tokenizer))

    with forgetting(old):
        assert "xylophonist" == tokenizer("xylophonist")[0].text

    assert "xylophonist" not in vocab.strings
    assert vocab is tokenizer.vocab
