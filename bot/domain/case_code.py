"""
Case codes: easy to read aloud, forgiving when typed, with a sign that tells when one was mistyped.
"""

from __future__ import annotations

import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTWXYZ"
"""31 signs, a prime, so that the check finds every wrong sign and every two that changed places. No I, L, O, U, V."""

LENGTH = 12
"""Signs of a code, the last of them the check."""
GROUP = 4
CHANCE = 16
"""Bytes of chance that a code is made of."""

_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = frozenset(" \t\n-_.,:;/\\'\"()[]<>–—")


def make_code(chance: bytes) -> str:
    """
    The code that 16 bytes of chance make: about 54 bits of it, without groups.
    """
    number = int.from_bytes(chance, "big")
    signs = []
    for _ in range(LENGTH - 1):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(sign)
    return "".join(ALPHABET[sign] for sign in (*signs, _check(signs)))


def shown(code: str) -> str:
    """
    The code in groups of four, as it is read aloud.
    """
    return " ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_code(text: str) -> str | None:
    """
    The code that somebody typed, whatever the case, the blanks and the look-alikes; `None` if a sign is wrong.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    code = "".join(char for char in plain if char not in _BETWEEN).translate(_MEANT)
    if len(code) != LENGTH or any(char not in ALPHABET for char in code):
        return None
    signs = [ALPHABET.index(char) for char in code]
    return code if _check(signs[:-1]) == signs[-1] else None


def seems_code(text: str) -> bool:
    """
    Whether somebody meant to type a code, rightly or not: about as long, letters and digits, no sentence.
    """
    plain = unicodedata.normalize("NFKC", text)
    signs = [char for char in plain if char not in _BETWEEN]
    near = abs(len(signs) - LENGTH) <= 3
    return near and all(char.isalnum() for char in signs) and any(char.isdigit() for char in signs)


def _check(signs: list[int]) -> int:
    total = sum(weight * sign for weight, sign in enumerate(signs, 1))
    # The check's own weight is LENGTH; with it, the whole sums up to nothing.
    return -total * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)
