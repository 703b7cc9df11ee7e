"""
Shortens what is said over and over: a key that sticks, or a line pasted fifty times, says no more than once or twice.
"""

from __future__ import annotations

_LONGEST = 16  # words in a line that is said over and over


def without_repeats(text: str) -> str:
    """
    `text` with words that follow each other three times and more said twice: "help help help", a line pasted often.
    """
    words = text.split(" ")
    for size in range(1, min(_LONGEST, len(words) // 3) + 1):
        words = _said_twice(words, size)
    return " ".join(words)


def _said_twice(words: list[str], size: int) -> list[str]:
    found: list[str] = []
    for word in words:
        found.append(word)
        if found[-1 - size : -size] == [word] and _thrice(found, size):
            del found[-size:]
    return found


def _thrice(words: list[str], size: int) -> bool:
    return words[-size:] == words[-2 * size : -size] == words[-3 * size : -2 * size]
