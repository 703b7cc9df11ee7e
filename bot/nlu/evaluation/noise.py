"""
Spoils messages as hurried thumbs do: letters swapped, lost, doubled or next to the right one, spaces lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import blake2b
from itertools import count

from bot.nlu.training_data import Example

_WORD = re.compile(r"[^\W\d_]{4,}")
_SPOILED = 77  # of 256 words of four letters and more, about three in ten
_JOINED = 13  # of 256 spaces
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {a: b for row in _ROWS for a, b in zip(row, row[1:] + row[-2], strict=True)}


def noisy(example: Example) -> Example:
    """
    The same message, spoiled; always in the same way.
    """
    chance = _chances(example.text)

    def spoil(match: re.Match[str]) -> str:
        word = match[0]
        if next(chance) >= _SPOILED:
            return word
        slip = _SLIPS[next(chance) % len(_SLIPS)]
        return slip(word, 1 + next(chance) % (len(word) - 2))

    text = _WORD.sub(spoil, example.text.lower().replace("'", "").replace("\u2019", ""))
    joined = re.sub(" ", lambda _: "" if next(chance) < _JOINED else " ", text)
    return replace(example, text=joined)


def _swapped(word: str, at: int) -> str:
    return f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


def _lost(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _doubled(word: str, at: int) -> str:
    return word[:at] + word[at] + word[at:]


def _beside(word: str, at: int) -> str:
    return word[:at] + _BESIDE.get(word[at], word[at]) + word[at + 1 :]


_SLIPS: tuple[Callable[[str, int], str], ...] = (_swapped, _lost, _doubled, _beside)


def _chances(text: str) -> Iterator[int]:
    """
    Numbers from 0 to 255 without end, the same for the same text.
    """
    for block in count():
        yield from blake2b(f"{block} {text}".encode("utf-8", "surrogatepass")).digest()
