"""
The private log: what was found where, and what was done about it, entry by entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timezone
from typing import Literal

Status = Literal["found", "reported", "notice_sent", "removed", "refused", "back_again"]
Kind = Literal["added", "corrected", "withdrawn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """
    One line of the log. Lines are never changed: a correction or a withdrawal is a line too.

    `item` counts the things in the log from 1 and stays with a thing through its corrections.
    `address` is as given, `normalized` as compared; a thing without an address has a `note` instead.
    `found` is when the person found it, in words or ISO time, told in the time zone `zone`;
    `recorded` is when the line was written, in UTC and whole seconds; `deadline` is when an answer is due, ISO time.
    `file_...` describe a file that stays with the person: name, size in bytes, date, and SHA-256 in hex.
    In a correction, what is `None` stays as it was.
    """

    item: int
    kind: Kind
    recorded: datetime
    address: str | None = None
    normalized: str | None = None
    platform: str | None = None
    account: str | None = None
    found: str | None = None
    status: Status | None = "found"
    reference: str | None = None
    note: str | None = None
    zone: str | None = None
    deadline: str | None = None
    file_name: str | None = None
    file_size: int | None = None
    file_date: str | None = None
    file_hash: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """
    What a turn adds to the log: an entry whose number and time the store gives.

    `item` is `None` for a new thing. In a correction, what is `None` stays as it was.
    """

    kind: Kind = "added"
    item: int | None = None
    address: str | None = None
    normalized: str | None = None
    platform: str | None = None
    account: str | None = None
    found: str | None = None
    status: Status | None = "found"
    reference: str | None = None
    note: str | None = None
    zone: str | None = None
    deadline: str | None = None
    file_name: str | None = None
    file_size: int | None = None
    file_date: str | None = None
    file_hash: str | None = None


CHANGE_FIELDS = tuple(each.name for each in fields(Change) if each.name not in ("kind", "item"))


def as_entry(change: Change, item: int, now: datetime) -> Entry:
    """
    The line that a change becomes when it is written at `now` (aware).
    """
    told = {name: getattr(change, name) for name in CHANGE_FIELDS}
    recorded = now.astimezone(timezone.utc).replace(microsecond=0)
    return Entry(item=item, kind=change.kind, recorded=recorded, **told)


def as_entries(changes: Iterable[Change], items: int, now: datetime) -> tuple[Entry, ...]:
    """
    The lines that changes become in a log of `items` things; a new thing takes the next number.

    A change of a thing that isn't there becomes a new thing, so that nothing told is lost.
    """
    lines: list[Entry] = []
    for change in changes:
        known = change.item is not None and 0 < change.item <= items
        items += not known
        item = change.item if known and change.item is not None else items
        kind: Kind = change.kind if known else "added"
        lines.append(as_entry(replace(change, kind=kind), item, now))
    return tuple(lines)


def sameness(thing: Entry | Change) -> str | None:
    """
    What two notes of one thing share: the address as compared, else the account, else the file; `None` for others.
    """
    if thing.normalized is not None:
        return thing.normalized
    if thing.account is not None:
        return same_account(thing.account)
    return None if thing.file_hash is None else f"sha256:{thing.file_hash}"


def same_account(account: str) -> str:
    """
    One spelling for an account, with or without "@".
    """
    return f"@{account.strip().lstrip('@').casefold()}"


def current_items(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """
    The things in the log as they stand now, by their number, without those that were withdrawn.

    Each is its last line, filled up from those before; `recorded` is when the thing was first noted.
    """
    items: dict[int, Entry] = {}
    for entry in entries:
        before = items.get(entry.item)
        items[entry.item] = entry if before is None else _overlaid(before, entry)
    return tuple(entry for entry in items.values() if entry.kind != "withdrawn")


def _overlaid(before: Entry, entry: Entry) -> Entry:
    told = {name: getattr(entry, name) for name in CHANGE_FIELDS}
    return replace(before, kind=entry.kind, **{k: v for k, v in told.items() if v is not None})
