"""
For how long things are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """
    `days` after the last message a conversation and its log are erased; deliveries have their own time.

    `warn_days` before that a person is warned, where that is possible; `extended_days` is what they can ask for.
    """

    days: int = 30
    warn_days: int = 3
    extended_days: int = 90
    delivery_days: int = 30


def kept_until(now: datetime, days: int) -> int:
    """
    The end of the day, `days` days on, in seconds since 1970: the exact time of a message is nobody's business.
    """
    day = int((now + timedelta(days=days)).timestamp()) // 86_400
    return (day + 1) * 86_400
