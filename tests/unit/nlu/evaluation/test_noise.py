"""
Spoiled messages, the same each time.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.evaluation.noise import noisy
from bot.nlu.training_data import Example

SAID = Example(
    text="He's threatening to send my pictures to everybody I know", intent="x", voice="a"
)


def test_some_words_are_spoiled() -> None:
    """
    Most of them stay, and nothing but the text changes.
    """
    found = noisy(SAID)
    words = set(SAID.text.lower().replace("'", "").split())

    assert replace(found, text=SAID.text) == SAID
    assert 4 <= len(words & set(found.text.split())) < len(words)


@given(st.text(max_size=80))
def test_always_in_the_same_way(text: str) -> None:
    """
    Two runs can be compared.
    """
    example = replace(SAID, text=text)

    assert noisy(example) == noisy(example)
