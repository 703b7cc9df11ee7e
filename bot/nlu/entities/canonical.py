"""
The message as plain words, one spelling each: "hes gonna" is "he is going to", "pics" and "nudes" are "img".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.nlu.entities.spelling import EXPANSIONS, FUTURE_VERBS, NUMBERS, TENS, UNITS
from bot.nlu.entities.text import BLANK, Layer

MOST_WORDS = (
    800  # a message of 4,000 characters seldom has more; what comes after them is not read
)
TAKEN = "_"  # the word that stands for an address, a number or a name taken by an earlier finder

_TOKEN = re.compile(
    rf"[{BLANK}]+"
    r"|\d+(?:st|nd|rd|th)\b"
    r"|\d+(?:[.,]\d+)*"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*(?:\d+[^\W\d_]*)?"
    r"|\n+|([^\w\s])\1*|_+",
)
_LETTERS_DIGITS = re.compile(r"([^\W\d_]+)(\d+)([^\W\d_]*)\Z")
_NOT_HE_WILL = frozenset(
    "the like as of a holy bloody to go living what in oh is fucking absolute".split()
)
_MAYBE_WILL = {"hell": "he", "shell": "she", "well": "we", "ill": "i", "itll": "it"}

Token = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Canonical:
    """
    Words joined by single spaces, where each begins, and the raw span that each came from.
    """

    text: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    words: frozenset[str]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """
        The raw span of the words that `text[start:end]` touches.
        """
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = max(bisect_right(self.starts, max(start, end - 1)) - 1, 0)
        return self.spans[first][0], self.spans[last][1]


def canonical(low: Layer) -> Canonical:
    """
    The canonical words of a lower-case layer.
    """
    words: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    position = 0
    for word, start, end in _expanded(_joined_numbers(_tokens(low.text))):
        words.append(word)
        starts.append(position)
        spans.append(low.span(start, end))
        position += len(word) + 1
    return Canonical(
        text=" ".join(words), starts=tuple(starts), spans=tuple(spans), words=frozenset(words)
    )


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    for match in islice(_TOKEN.finditer(text), MOST_WORDS):
        tokens.extend(_split(match.group(), match.start()))
    return tokens


def _split(token: str, start: int) -> Iterator[Token]:
    mixed = _LETTERS_DIGITS.match(token)
    if mixed is None or token in EXPANSIONS:
        yield token, start, start + len(token)
        return
    for group in (1, 2, 3):
        if mixed.group(group):
            yield mixed.group(group), start + mixed.start(group), start + mixed.end(group)


def _joined_numbers(tokens: list[Token]) -> Iterator[Token]:
    """
    "twenty five" and "twenty-five" become one token, "25".
    """
    index = 0
    while index < len(tokens):
        word, start, end = tokens[index]
        unit = _unit_after(tokens, index) if word in TENS else None
        if unit is not None:
            word, end = str(TENS[word] + UNITS[tokens[unit][0]]), tokens[unit][2]
            index = unit
        yield word, start, end
        index += 1


def _unit_after(tokens: list[Token], index: int) -> int | None:
    following = index + 1
    if following < len(tokens) and tokens[following][0] == "-":
        following += 1
    return following if following < len(tokens) and tokens[following][0] in UNITS else None


def _expanded(tokens: Iterator[Token]) -> Iterator[Token]:
    listed = list(tokens)
    before = ""
    for index, (word, start, end) in enumerate(listed):
        following = listed[index + 1][0] if index + 1 < len(listed) else ""
        for part in _words(word, before, following):
            yield part, start, end
        before = word


def _words(token: str, before: str, following: str) -> tuple[str, ...]:
    if token[0] == BLANK:
        return (TAKEN,)
    if token[0] == "\n":
        return (".",)
    if not token[0].isalnum():
        return (token[0],)
    word = token.replace("'", "")
    if word in _MAYBE_WILL:
        return _will(word, token, before, following)
    if word in NUMBERS:
        return (NUMBERS[word],)
    return EXPANSIONS.get(word, (word,))


def _will(word: str, token: str, before: str, following: str) -> tuple[str, ...]:
    sure = "'" in token or (following in FUTURE_VERBS and before not in _NOT_HE_WILL)
    return (_MAYBE_WILL[word], "will") if sure else (word,)
