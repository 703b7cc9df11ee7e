"""
A line of the log as a person reads it: data in order, words from the responses.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain.evidence import Change, Entry
from bot.domain.facts import Facts

LINE = "utter_word_log_line"
PLACES = ("group chat", "their phone", "app", "somewhere else")
"""Where a thing without a link can be; stands in the log as its note."""
WORDS = 12
"""Signs that a word of the responses takes, about."""


def log_line(facts: Facts, thing: Change | Entry, now: datetime) -> dict[str, Any]:
    """
    A fragment for a response's argument: what it is, and what is known of it.
    """
    recorded = thing.recorded if isinstance(thing, Entry) else now
    platform = facts.platform(thing.platform)
    known = (
        platform.name if platform else None,
        thing.account if _what(thing) != thing.account else None,
        {"response": f"utter_word_status_{thing.status}"}
        if thing.status not in ("found", None)
        else None,
        {"response": "utter_word_reference", "reference": thing.reference}
        if thing.reference
        else None,
        {"response": "utter_word_found", "found": _readable(thing.found)}
        if thing.found
        else f"{recorded:%Y-%m-%d}",
    )
    return {
        "response": LINE,
        "what": _what(thing) or {"response": "utter_word_no_link"},
        "details": [each for each in known if each is not None],
    }


def size_of(line: dict[str, Any]) -> int:
    """
    About how many signs a line takes.
    """
    return sum(map(_size, (line["what"], *line["details"]))) + WORDS


def _size(piece: Any) -> int:
    if isinstance(piece, dict):
        return WORDS + sum(_size(value) for name, value in piece.items() if name != "response")
    return len(str(piece)) + 2


def _what(thing: Change | Entry) -> Any:
    if thing.note in PLACES and not (thing.address or thing.account):
        return {"response": f"utter_word_place_{thing.note.replace(' ', '_')}"}
    return thing.address or thing.account or thing.file_name or thing.note


def _readable(found: str) -> str:
    """
    An ISO time as a person reads it: day, and time if there is one; words stay words.
    """
    first = found.partition("/")[0]
    return first[:16].replace("T", " ") if first[:4].isdigit() else first
