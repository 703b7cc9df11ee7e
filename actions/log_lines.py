"""
A line of the log as a person reads it: data in order, words from the responses.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.domain.evidence import Change, Entry
from bot.domain.facts import Facts

LINE = "utter_word_log_line"


def log_line(facts: Facts, thing: Change | Entry, now: datetime) -> dict[str, Any]:
    """
    A fragment for a response's argument: what it is, and what is known of it.
    """
    recorded = thing.recorded if isinstance(thing, Entry) else now
    platform = facts.platform(thing.platform)
    known = (
        platform.name if platform else None,
        thing.account if _what(thing) != thing.account else None,
        {"response": f"utter_word_status_{thing.status}"} if thing.status != "found" else None,
        {"response": "utter_word_reference", "reference": thing.reference}
        if thing.reference
        else None,
        f"{recorded:%Y-%m-%d}",
    )
    return {
        "response": LINE,
        "what": _what(thing) or {"response": "utter_word_no_link"},
        "details": [each for each in known if each is not None],
    }


def _what(thing: Change | Entry) -> str | None:
    return thing.address or thing.account or thing.note
