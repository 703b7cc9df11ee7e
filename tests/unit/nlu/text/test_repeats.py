"""
What is said over and over says no more than once or twice.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.text.cleaning import clean
from bot.nlu.text.repeats import without_repeats


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("bla " * 1_100, "bla bla"),
        ("thank you for reading all of this. " * 130, "thank you for reading all of this. " * 2),
        ("help help help me me", "help help me me"),
        ("end it end it end it end it now", "end it end it now"),
        ("no no", "no no"),
        ("he said she said he said", "he said she said he said"),
        ("", ""),
    ],
)
def test_what_is_said_over_and_over_is_read_twice(text: str, short: str) -> None:
    """
    A word or a line, however often; what is said twice stays.
    """
    assert without_repeats(text.strip()) == short.strip()


def test_a_long_message_is_shortened_before_its_middle_is_lost() -> None:
    """
    So that no half of a line is left where head and tail meet.
    """
    line = "Thank you for reading this."

    assert clean(f"{line} " * 200) == f"{line} {line}"


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=30))
def test_repeats_never_bring_new_words(words: list[str]) -> None:
    """
    What is left begins as the text did, and has the same words.
    """
    left = without_repeats(" ".join(words)).split()

    assert set(left) == set(words)
    assert left[:1] == words[:1]
