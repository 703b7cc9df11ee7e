"""
Parts a text into the word pieces that MiniLM was trained on: lower case, no accents, longest first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from bot.nlu.arrays import Ints

MAX_PIECES = 128  # with the marks at both ends; a longer text keeps its head and its tail
_HEAD = 84
_MAX_WORD = 100
_UNKNOWN, _START, _END = "[UNK]", "[CLS]", "[SEP]"
_CHINESE = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """
    The word pieces by number.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._number = {piece: i for i, piece in enumerate(pieces)}
        self._unknown = self._number[_UNKNOWN]
        self._start, self._end = self._number[_START], self._number[_END]

    def numbers(self, text: str) -> Ints:
        """
        The pieces of `text` between the marks of beginning and end, at most `MAX_PIECES`.
        """
        found = [number for word in _words(text) for number in self._pieces(word)]
        room = MAX_PIECES - 2
        if len(found) > room:
            found = found[:_HEAD] + found[_HEAD - room :]
        return np.array([self._start, *found, self._end], dtype=np.int32)

    def _pieces(self, word: str) -> list[int]:
        whole = self._number.get(word)
        if whole is not None:
            return [whole]
        if len(word) > _MAX_WORD:
            return [self._unknown]
        found: list[int] = []
        start = 0
        while start < len(word):
            match = self._longest(word, start)
            if match is None:
                return [self._unknown]
            number, start = match
            found.append(number)
        return found

    def _longest(self, word: str, start: int) -> tuple[int, int] | None:
        mark = "##" if start else ""
        for end in range(len(word), start, -1):
            number = self._number.get(mark + word[start:end])
            if number is not None:
                return number, end
        return None


def _words(text: str) -> Iterator[str]:
    word: list[str] = []
    for char in _plain(text):
        kind = _kind(char)
        if kind == "letter":
            word.append(char)
        if kind in ("letter", "none"):
            continue
        if word:
            yield "".join(word)
            word = []
        if kind == "mark":
            yield char
    if word:
        yield "".join(word)


def _plain(text: str) -> str:
    lower = text.lower()
    if lower.isascii():
        return lower
    parted = unicodedata.normalize("NFD", lower)
    return "".join(char for char in parted if unicodedata.category(char) != "Mn")


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """
    `letter`, `mark` (stands alone), `space`, or `none` (control characters, which count as nothing).
    """
    if char.isspace():
        return "space"
    category = unicodedata.category(char)
    if category.startswith("C") or char == "\ufffd":
        return "none"
    code = ord(char)
    if (code < 128 and not char.isalnum()) or category.startswith("P"):
        return "mark"
    if any(low <= code <= high for low, high in _CHINESE):
        return "mark"
    return "letter"
