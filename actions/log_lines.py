"""
A line of the log as a person reads it: data in order, words from the responses.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from actions.times import day_and_time
from bot.domain.deadline import notices
from bot.domain.evidence import Change, Entry
from bot.domain.facts import Facts

LINE = "utter_word_log_line"
PLACES = ("group chat", "their phone", "app", "somewhere else")
"""Where a thing without a link can be; stands in the log as its note."""
HOUR = timedelta(hours=1)
WORDS = 12
"""Signs that a word of the responses takes, about."""


def log_line(
    facts: Facts, thing: Change | Entry, now: datetime, zone: str | None = None
) -> dict[str, Any]:
    """
    A fragment for a response's argument: what it is, and what is known of it; `zone` is where the person is.
    """
    due = due_when(thing, now, zone) if isinstance(thing, Entry) else None
    recorded = thing.recorded if isinstance(thing, Entry) else now
    status = [] if thing.status in ("found", None) else [f"utter_word_status_{thing.status}"]
    return {
        "response": LINE,
        "what": _what(thing) or {"response": "utter_word_no_link"},
        "details": [
            *_whose(facts, thing),
            *({"response": each} for each in status),
            *_references(thing),
            *([{"response": "utter_word_due_line", "due": due}] if due else []),
            {"response": "utter_word_found", "found": _readable(thing.found)}
            if thing.found
            else f"{recorded:%Y-%m-%d}",
        ],
    }


def described(facts: Facts, thing: Entry) -> Any:
    """
    What a thing is, without what became of it: in a table that stands beside it.
    """
    what = _what(thing) or {"response": "utter_word_no_link"}
    details = [*_whose(facts, thing), *_references(thing)]
    return {"response": LINE, "what": what, "details": details} if details else what


def found_when(thing: Entry) -> Any:
    """
    When it was found, as the person said it; else the day it was noted.
    """
    if thing.found:
        return _readable(thing.found)
    return {"response": "utter_word_noted", "day": f"{thing.recorded:%Y-%m-%d}"}


def due_when(thing: Entry, now: datetime, zone: str | None) -> dict[str, Any] | None:
    """
    When an answer to what was sent is due, and how long that still is; nothing where none is waited for.
    """
    for notice in notices([thing], now):
        when = day_and_time(notice.deadline, zone)
        if notice.standing == "due":
            return {"response": "utter_word_due_over", "when": when}
        return {"response": "utter_word_due", "when": when, "left": _left(notice.deadline - now)}
    return None


def _left(time: timedelta) -> dict[str, Any]:
    """
    How many hours there still are, the one that has begun counted.
    """
    hours = -(-time // HOUR)
    if hours == 1:
        return {"response": "utter_word_an_hour"}
    return {"response": "utter_word_hours", "number": hours}


def _whose(facts: Facts, thing: Change | Entry) -> list[Any]:
    platform = facts.platform(thing.platform)
    account = thing.account if _what(thing) != thing.account else None
    return [each for each in (platform.name if platform else None, account) if each is not None]


def _references(thing: Change | Entry) -> list[Any]:
    """
    The number of a report, and the person's own words.
    """
    told = thing.reference
    number = [{"response": "utter_word_reference", "reference": told}] if told else []
    note = thing.note if thing.note not in (None, *PLACES, _what(thing)) else None
    return [*number, *([note] if note else [])]


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
