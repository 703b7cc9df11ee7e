"""
The log as a table, for channels that can show one: data in order, words from the responses.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from actions.log_lines import described, due_when, found_when
from bot.domain.evidence import Entry
from bot.domain.facts import Facts

COLUMNS = ("number", "what", "status", "found", "due")


def log_table(
    facts: Facts, things: Iterable[Entry], count: int, now: datetime, zone: str | None
) -> dict[str, Any]:
    """
    The things that a page shows, of `count` in all; days and times are those of `zone`.
    """
    return {
        "caption": {"response": "utter_word_table", "count": count},
        "columns": [{"response": f"utter_word_column_{name}"} for name in COLUMNS],
        "rows": [_row(facts, each, now, zone) for each in things],
    }


def _row(facts: Facts, thing: Entry, now: datetime, zone: str | None) -> list[Any]:
    return [
        str(thing.item),
        described(facts, thing),
        {"response": f"utter_word_status_{thing.status or 'found'}"},
        found_when(thing),
        due_when(thing, now, zone) or "",
    ]
