"""
Texts part into word pieces as MiniLM's own tokenizer parts them.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.encoder.wordpiece import MAX_PIECES, WordPieces

NAMES = [
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "un",
    "##aff",
    "##able",
    "hello",
    "!",
    "'",
    "cafe",
    "a",
    "##a",
    "你",
]
PIECES = WordPieces(NAMES)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Unaffable", ["un", "##aff", "##able"]),
        ("hello!", ["hello", "!"]),
        ("Café", ["cafe"]),
        ("unx hello", ["[UNK]", "hello"]),
        ("a\x00a", ["a", "##a"]),
        ("a你a", ["a", "你", "a"]),
        ("", []),
        ("a" * 101, ["[UNK]"]),
        ("hello\u3000hello", ["hello", "hello"]),
    ],
)
def test_numbers(text: str, pieces: list[str]) -> None:
    """
    Lower case, no accents, marks and Chinese alone, the longest piece first.
    """
    found = [NAMES[number] for number in PIECES.numbers(text)]

    assert found == ["[CLS]", *pieces, "[SEP]"]


def test_a_long_text_keeps_its_head_and_its_tail() -> None:
    """
    What is said last counts as well.
    """
    found = PIECES.numbers("hello " + "a " * 500 + "!")

    assert (len(found), NAMES[found[1]], NAMES[found[-2]]) == (MAX_PIECES, "hello", "!")


@given(st.text(max_size=200))
def test_any_text_has_pieces(text: str) -> None:
    """
    Nothing fails, nothing is too long.
    """
    assert 2 <= len(PIECES.numbers(text)) <= MAX_PIECES
