"""
Numbers that come late: each means the option that it stood for when the person could last see a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.conversation.delivery import Shown
from bot.engine.answer import number_of

ON_THE_WAY = timedelta(seconds=3)
"""Less than this a question and its answer need together: to arrive, to be read, to be typed, to come back."""


def meant_by(text: str, received: datetime, shown: Sequence[Shown]) -> str:
    """
    The text of a message as it was meant: a number that can't answer the newest question is a press of an earlier one's option.

    `shown` are the last questions with options, oldest first. Where none could have been seen yet, or both offer the same,
    a number stays a number.
    """
    number, seen = number_of(text), [each for each in shown if _was_seen(each, received)]
    if number is None or not seen or seen[-1].presses == shown[-1].presses:
        return text
    presses = seen[-1].presses
    return presses[number - 1] if 1 <= number <= len(presses) else text


def _was_seen(shown: Shown, received: datetime) -> bool:
    return shown.handed is not None and shown.handed + ON_THE_WAY <= received
