"""
The private log: what was found where, and what was done about it, entry by entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Status = Literal["found", "reported", "notice_sent", "removed", "refused", "back_again"]
Kind = Literal["added", "corrected", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One line of the log. Lines are never changed: a correction or a withdrawal is a line too.

    `item` counts the things in the log from 1 and stays with a thing through its corrections.
    `address` is as given, `normalized` as compared; a thing without an address has a `note` instead.
    `found` is when the person found it, in words or ISO time; `recorded` is when the line was written, aware.
    """

    item: int
    kind: Kind
    recorded: datetime
    address: str | None = None
    normalized: str | None = None
    platform: str | None = None
    account: str | None = None
    found: str | None = None
    status: Status = "found"
    reference: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    What a turn adds to the log: an entry whose number and time the store gives.

    `item` is `None` for a new thing.
    """

    kind: Kind = "added"
    item: int | None = None
    address: str | None = None
    normalized: str | None = None
    platform: str | None = None
    account: str | None = None
    found: str | None = None
    status: Status = "found"
    reference: str | None = None
    note: str | None = None


def current_items(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """
    The things in the log as they stand now: each item's last line, without those that were withdrawn.
    """
    latest = {entry.item: entry for entry in entries}
    return tuple(entry for entry in latest.values() if entry.kind != "withdrawn")
