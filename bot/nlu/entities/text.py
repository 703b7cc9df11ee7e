"""
The message in two foldings, each of which knows where its characters stand in the raw text.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

BLANK = "\x1f"  # stands for a character that an earlier finder has taken

_QUOTES = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """
    One folding of the raw text; `offsets[i]` is the raw position of `text[i]`, None when both are equal.
    """

    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """
        The raw span of `text[start:end]`, which must not be empty.
        """
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def blank(self, spans: Iterable[tuple[int, int]]) -> Layer:
        """
        The same layer with the characters of these raw spans made unreadable, lengths kept.
        """
        text = self.text
        for start, end in spans:
            first, last = self._index(start), self._index(end)
            text = text[:first] + BLANK * (last - first) + text[last:]
        return Layer(text=text, offsets=self.offsets)

    def _index(self, position: int) -> int:
        return position if self.offsets is None else bisect_left(self.offsets, position)


def plain_layer(raw: str) -> Layer:
    """
    The text without invisible characters and with full-width forms made ordinary; case and accents kept.
    """
    return Layer(text=raw) if raw.isascii() else _fold(raw, _plain)


def low_layer(raw: str) -> Layer:
    """
    The text in lower case, without accents, invisible characters and curly quotes.
    """
    return Layer(text=raw.lower()) if raw.isascii() else _fold(raw, _low)


def _fold(raw: str, fold: Callable[[str], str]) -> Layer:
    pairs = [(new, at) for at, char in enumerate(raw) for new in fold(char)]
    return Layer(text="".join(new for new, _ in pairs), offsets=tuple(at for _, at in pairs))


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    if unicodedata.category(char) == "Cf":
        return ""
    return unicodedata.normalize("NFKC", char) if "\uff01" <= char <= "\uff5e" else char


@lru_cache(maxsize=4096)
def _low(char: str) -> str:
    if char in _QUOTES:
        return _QUOTES[char]
    if unicodedata.category(char) == "Cf":
        return ""
    parts = unicodedata.normalize("NFKD", char)
    return "".join(part for part in parts if not unicodedata.combining(part))[:1].lower()[:1]
