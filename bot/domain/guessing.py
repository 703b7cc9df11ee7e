"""
How wrong guesses slow down the next one.
"""

from __future__ import annotations

FREE_GUESSES = 3
"""Wrong guesses after which waiting begins."""

# Seconds to wait after the third wrong guess, the fourth, and so on; the last for all that follow.
_WAITS = (30, 60, 300, 900, 3600, 3600, 14_400, 86_400)

FORGOTTEN_AFTER = 2 * 86_400
"""Seconds after which wrong guesses no longer count; longer than any wait."""


def wait_after(wrong: int) -> int:
    """
    The seconds that a person has to wait after so many wrong guesses.
    """
    over = wrong - FREE_GUESSES
    if over < 0 or wrong <= 0:
        return 0
    return _WAITS[min(over, len(_WAITS) - 1)]
