"""
How many text messages a text takes, and the same text in the alphabet that takes the fewest.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""GSM 03.38: one septet each."""
EXTENDED = frozenset("\f^{}\\[~]|€")
"""Behind an escape: two septets each."""
GSM_7 = BASIC | EXTENDED

SEPTETS, SEPTETS_OF_SEVERAL = 160, 153
UNITS, UNITS_OF_SEVERAL = 70, 67
"""What one message holds alone, and as one of several: septets, or UTF-16 units."""

PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "`": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2022": "-",
    "\u00b7": "-",
    "\u2026": "...",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\t": " ",
    "\u200b": "",
    "\u0131": "i",
    "\u0142": "l",
    "\u0141": "L",
    "\u0111": "d",
    "\u0110": "D",
}
"""Characters that have a plain one that reads the same."""


def in_gsm_7(text: str) -> bool:
    """
    Whether a text stays in the GSM-7 alphabet.
    """
    return GSM_7.issuperset(text)


def outside_gsm_7(text: str) -> str:
    """
    The characters of a text that are not in the GSM-7 alphabet, each once, in order.
    """
    return "".join(dict.fromkeys(char for char in text if char not in GSM_7))


def as_gsm_7(text: str) -> str:
    """
    The text in GSM-7, accents and typographic signs made plain; unchanged if something has no plain form.
    """
    plain = "".join(map(_plain, text))
    return plain if in_gsm_7(plain) else text


def _plain(char: str) -> str:
    if char in GSM_7:
        return char
    return PLAIN[char] if char in PLAIN else unicodedata.normalize("NFKD", char)[0]


def segments(text: str) -> int:
    """
    The number of text messages (SMS segments) that a text takes; none for an empty one.
    """
    if in_gsm_7(text):
        sizes = [2 if char in EXTENDED else 1 for char in text]
        return _count(sizes, SEPTETS, SEPTETS_OF_SEVERAL)
    # A character outside the first plane is a pair of units, and is never cut in two.
    sizes = [1 if char <= "\uffff" else 2 for char in text]
    return _count(sizes, UNITS, UNITS_OF_SEVERAL)


def _count(sizes: list[int], alone: int, of_several: int) -> int:
    total = sum(sizes)
    return min(total, 1) if total <= alone else _filled(sizes, of_several)


def _filled(sizes: Iterable[int], room: int) -> int:
    """
    How many rooms it takes when what doesn't fit goes whole into the next.
    """
    rooms, left = 1, room
    for size in sizes:
        if size > left:
            rooms, left = rooms + 1, room
        left -= size
    return rooms
