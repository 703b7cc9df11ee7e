"""
The clock that runs once a notice is sent: by when the thing must be gone, and what is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.chain import iso
from bot.domain.evidence import Entry

DEFAULT_HOURS = 48
"""Where no law gives a time: when it is worth looking again."""

Standing = Literal["waiting", "due"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """
    A thing whose removal was asked for: by when, and whether that time has come.
    """

    item: Entry
    deadline: datetime
    standing: Standing


def deadline_after(sent: datetime, hours: int | None) -> str:
    """
    When the answer to a notice sent at `sent` (aware) is due, as ISO time in UTC; hours count through any clock change.
    """
    return iso(sent + timedelta(hours=DEFAULT_HOURS if hours is None else hours))


def notices(items: Iterable[Entry], now: datetime) -> tuple[Notice, ...]:
    """
    The things that wait for an answer, the earliest deadline first; `items` as they stand now, `now` aware.
    """
    waiting = (
        Notice(item=item, deadline=deadline, standing="due" if deadline <= now else "waiting")
        for item in items
        if item.status == "notice_sent" and (deadline := _moment(item.deadline)) is not None
    )
    return tuple(sorted(waiting, key=lambda notice: (notice.deadline, notice.item.item)))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
