"""
A log as it is handed over, and the plain form that each format carries whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.chain import FIRST, Line, canonical, from_plain, iso, plain
from bot.errors import StateUnreadable

FORMAT = "first-hours-log"
VERSION = 1
SEAL = "seal"

TITLE = "title"
WORDS = (
    TITLE,
    "about",
    "check",
    "made",
    "zone",
    "entries",
    "last_hash",
    "added",
    "corrected",
    "withdrawn",
    "recorded",
    "address",
    "normalized",
    "platform",
    "account",
    "found",
    "status",
    "status_found",
    "status_reported",
    "status_notice_sent",
    "status_removed",
    "status_refused",
    "status_back_again",
    "reference",
    "deadline",
    "note",
    "file_name",
    "file_size",
    "file_date",
    "file_hash",
    "hash",
)
"""What a document needs words for; `utter_export_…` are the responses that say them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    The lines of a log in their order, when this was made (aware), the IANA time zone to show times in, and its `WORDS`.
    """

    lines: tuple[Line, ...] = field(repr=False)
    made: datetime
    zone: str
    words: Mapping[str, str] = field(repr=False)

    @property
    def last_hash(self) -> str:
        """
        The hash of the last line: whoever notes it elsewhere can tell later that nothing was rewritten.
        """
        return self.lines[-1].hash if self.lines else FIRST


def as_json(document: Document) -> bytes:
    """
    The document as JSON in UTF-8; the same document always gives the same bytes.
    """
    content = {
        "format": FORMAT,
        "version": VERSION,
        "made": iso(document.made),
        "zone": document.zone,
        "words": {name: document.words[name] for name in WORDS},
        "lines": [plain_line(line) for line in document.lines],
        "count": len(document.lines),
        "last_hash": document.last_hash,
    }
    text = json.dumps({**content, SEAL: seal_of(content)}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def seal_of(content: Mapping[str, Any]) -> str:
    """
    The SHA-256 over everything in a document but this seal itself, in hex.
    """
    told = {name: value for name, value in content.items() if name != SEAL}
    return hashlib.sha256(canonical(told)).hexdigest()


def plain_line(line: Line) -> dict[str, Any]:
    """
    A line as plain values.
    """
    return {
        "number": line.number,
        "entry": plain(line.entry),
        "salt": line.salt,
        "previous": line.previous,
        "hash": line.hash,
    }


def read_lines(lines: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    """
    The lines that `plain_line` wrote; raises `StateUnreadable` if one isn't.
    """
    try:
        return tuple(Line(**{**line, "entry": from_plain(line["entry"])}) for line in lines)
    except (KeyError, TypeError) as error:
        raise StateUnreadable from error


def read_json(content: bytes) -> Mapping[str, Any]:
    """
    What `as_json` wrote, as plain values; raises `StateUnreadable` if it is something else.
    """
    try:
        found = json.loads(content.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise StateUnreadable from error
    wanted = isinstance(found, dict) and found.get("format") == FORMAT
    if not wanted or found.get("version") != VERSION or not isinstance(found.get("lines"), list):
        raise StateUnreadable
    return dict(found)


def read_document(found: Mapping[str, Any]) -> Document:
    """
    The document whose plain values these are; raises `StateUnreadable` if there is none.
    """
    try:
        made = datetime.fromisoformat(found["made"].replace("Z", "+00:00"))
        words = {name: str(found["words"][name]) for name in WORDS}
        zone = str(found["zone"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise StateUnreadable from error
    return Document(lines=read_lines(found["lines"]), made=made, zone=zone, words=words)
