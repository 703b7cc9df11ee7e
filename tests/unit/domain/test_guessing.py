"""
How wrong guesses slow down.
"""

from __future__ import annotations

from bot.domain.guessing import FORGOTTEN_AFTER, wait_after


def test_the_wait_grows_and_never_shrinks() -> None:
    """
    The first slips are free, then each wrong guess makes the next wait at least as long, up to a day.
    """
    waits = [wait_after(wrong) for wrong in range(15)]

    assert [0, 0, 0, 30, 60, 300, 900, 3600, 3600, 14_400, 86_400] == waits[:11]
    assert sorted(waits) == waits
    assert max(waits) < FORGOTTEN_AFTER
