"""
Phone numbers, recognised so that they are taken for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, low_span

_CANDIDATE = re.compile(
    r"(?<![\w.,/#$£€@:_-])(?:\+\s?|00)?(?:\(\d{1,5}\)|\d)(?:[ .\-/()]{0,2}\d){5,17}(?![\w@]|[-/.,:]\d)"
)
_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}")
_CUE = re.compile(
    r"\b(?:number|phone|cell|mobile|whatsapp|call|text|sms|tel|numero|telefono|celular)\b"
)


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each number as its digits, with the plus sign if one was typed.
    """
    text = scan.low.text
    for match in _CANDIDATE.finditer(text):
        digits = "".join(char for char in match.group() if char.isdigit())
        if _is_phone(match.group(), digits, text[max(0, match.start() - 30) : match.start()]):
            start, end = low_span(scan, match)
            plus = "+" if match.group().startswith("+") else ""
            yield Entity(entity="phone", value=plus + digits, start=start, end=end)


def _is_phone(typed: str, digits: str, before: str) -> bool:
    if not 7 <= len(digits) <= 15 or _DATE.match(typed):
        return False
    if typed.startswith(("+", "00", "(")) or len(digits) >= 10:
        return True
    formatted = re.fullmatch(r"\d{3}[-.]\d{4}|0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}", typed) is not None
    return formatted or _CUE.search(before) is not None
