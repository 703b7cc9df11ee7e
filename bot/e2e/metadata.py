"""
`metadata` of a test conversation: the channel, what it knows about the person, and the clock.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from bot.e2e.case import Circumstances
from bot.loading.item import Item, Keys

KEYS = Keys(allowed=("channel", "country", "language", "time_zone", "now", "after", "attachments"))
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_AFTER = re.compile(r"(\d{1,6})\s*([smhd])")


def read_circumstances(item: Item) -> Circumstances:
    """
    The circumstances that a mapping tells; what it leaves out stays as it was.
    """
    found = item.fields("metadata", KEYS)
    texts: dict[str, Any] = {
        key: found[key].text(key)
        for key in ("channel", "country", "language", "time_zone")
        if key in found
    }
    attachments = found["attachments"].entries("attachments") if "attachments" in found else []
    return Circumstances(
        **texts,
        now=_now(found["now"]) if "now" in found else None,
        after=_after(found["after"]) if "after" in found else None,
        attachments=tuple(each.text("the kind of an attachment") for each in attachments),
    )


def _now(item: Item) -> datetime | None:
    try:
        now = datetime.fromisoformat(item.text("now"))
    except ValueError:
        now = None
    if now is None or now.tzinfo is None:
        item.wrong("now is not a time", "a time with its zone: 2026-03-01T09:30:00+00:00")
        return None
    return now


def _after(item: Item) -> timedelta | None:
    match = _AFTER.fullmatch(item.text("after"))
    if match is None:
        item.wrong("after is not a length of time", "a number with s, m, h or d: 90m")
        return None
    return timedelta(**{UNITS[match.group(2)]: int(match.group(1))})
