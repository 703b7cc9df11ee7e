"""
PINs that lock a log: what is taken as one, and how good it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

Judgement = Literal["given", "weak", "too_short", "too_long"]

LEAST_DIGITS, MOST_DIGITS = 4, 12
LEAST_LETTERS, MOST_LETTERS = 8, 100

_RUNS = ("01234567890123", "98765432109876")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """
    4 to 12 digits or a phrase, in one spelling. It is never kept, and never printed.

    A `weak` one is taken, with a word of warning; those too short or too long are not.
    """

    value: str = field(repr=False)
    judgement: Judgement

    @property
    def usable(self) -> bool:
        """
        Whether it can lock a log.
        """
        return self.judgement in ("given", "weak")


def read_pin(text: str) -> Pin:
    """
    The PIN that somebody typed; blanks, case and signs make no difference.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    if words and all(char.isdigit() for word in words for char in word):
        digits = "".join(str(unicodedata.digit(char)) for word in words for char in word)
        return Pin(value=digits, judgement=_judge(digits, LEAST_DIGITS, MOST_DIGITS))
    phrase = " ".join(words)
    return Pin(value=phrase, judgement=_judge(phrase, LEAST_LETTERS, MOST_LETTERS))


def _judge(value: str, least: int, most: int) -> Judgement:
    if len(value) < least:
        return "too_short"
    if len(value) > most:
        return "too_long"
    return "weak" if _is_weak(value) else "given"


def _is_weak(value: str) -> bool:
    """
    What others try first: one sign repeated, pairs repeated, digits in a row, years, a single word.
    """
    if not value.isdigit():
        return " " not in value
    half = len(value) // 2
    repeated = len(set(value)) <= 1 or (len(value) == 4 and value[:half] == value[half:])
    in_row = any(value in run for run in _RUNS)
    return repeated or in_row or re.fullmatch(r"(?:19|20)\d\d", value) is not None
