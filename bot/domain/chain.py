"""
The chain that binds a log's lines together: each holds the hash of the one before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timezone

from bot.domain.evidence import Entry
from bot.errors import StateUnreadable

FIRST = "0" * 64
"""What stands in the place of the hash before the first line."""

TEXTS = tuple(
    each.name for each in fields(Entry) if each.name not in ("item", "recorded", "file_size")
)
COUNTS = ("item", "file_size")

Plain = Mapping[str, "str | int"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    An entry in its place: `number` counts from 1, `previous` and `hash` are SHA-256 in hex.

    `salt` is chance, 32 hex digits: without it, a hash would tell whoever guesses the entry that the guess is right.
    """

    number: int
    entry: Entry
    salt: str
    previous: str
    hash: str


def link(
    entries: Iterable[Entry], salts: Iterable[str], after: tuple[int, str]
) -> tuple[Line, ...]:
    """
    The lines for entries that follow a line with the number and the hash `after` ((0, FIRST) for none).
    """
    lines: list[Line] = []
    number, previous = after
    for entry, salt in zip(entries, salts):  # noqa: B905 - salts are without end
        number += 1
        own = hash_of(number=number, entry=plain(entry), salt=salt, previous=previous)
        lines.append(Line(number=number, entry=entry, salt=salt, previous=previous, hash=own))
        previous = own
    return tuple(lines)


def hash_of(*, number: int, entry: Plain, salt: str, previous: str) -> str:
    """
    The SHA-256 over the canonical form of a line, in hex.
    """
    line = {"entry": dict(entry), "number": number, "previous": previous, "salt": salt}
    return hashlib.sha256(canonical(line)).hexdigest()


def canonical(value: object) -> bytes:
    """
    The one way in which a value is written before it is hashed: JSON in UTF-8, keys sorted, no blanks between.
    """
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8", "surrogatepass")


def plain(entry: Entry) -> dict[str, str | int]:
    """
    An entry as texts and whole numbers; what is `None` is left out, so that later fields don't change older hashes.
    """
    told = {name: getattr(entry, name) for name in (*TEXTS, *COUNTS)}
    kept: dict[str, str | int] = {name: value for name, value in told.items() if value is not None}
    return {**kept, "recorded": iso(entry.recorded)}


def from_plain(values: Plain) -> Entry:
    """
    The entry that `plain` wrote; raises `StateUnreadable` if it is none.
    """
    try:
        recorded = datetime.fromisoformat(str(values["recorded"]).replace("Z", "+00:00"))
        told = {"status": None, **values, "recorded": recorded}
        return Entry(**told)  # type: ignore[arg-type] # of a mapping, mypy knows no keys
    except (KeyError, TypeError, ValueError) as error:
        raise StateUnreadable from error


def iso(moment: datetime) -> str:
    """
    A moment in UTC and whole seconds: `2026-11-20T14:00:00Z`.
    """
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
