"""
Numbers of options where messages can be late or overtake each other: they go on from the options before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.message import Button
from bot.domain.tracker import Tracker

NUMBERED = frozenset({"sms"})
"""The channels whose options are numbered on."""
ONE_DIGIT = 9
RECENT = timedelta(hours=1)
"""An answer that is later than this comes to no question any more."""


def numbered(options: Sequence[Button], before: Tracker) -> tuple[Button, ...]:
    """
    The options with numbers that meant nothing else a moment ago; those that were shown keep theirs.
    """
    for known in (before.options, before.earlier):
        if _plain(known) == _plain(options) and all(each.number for each in known):
            return tuple(known)
    taken = [each.number or 0 for each in before.options or before.earlier]
    first = max(taken, default=0) + 1
    if first + len(options) - 1 > ONE_DIGIT and min(taken, default=0) > len(options):
        first = 1
    return tuple(replace(each, number=number) for number, each in enumerate(options, first))


def shown_before(before: Tracker, options: tuple[Button, ...], channel: str) -> tuple[Button, ...]:
    """
    The options that a late number can still mean, beside those shown now.
    """
    if channel not in NUMBERED:
        return ()
    changed = before.options and options != before.options
    return before.options if changed else before.earlier


def is_recent(before: Tracker, now: datetime) -> bool:
    """
    Whether an answer to what was asked last may still be on its way.
    """
    return before.last_seen is not None and now - before.last_seen < RECENT


def numbered_option(tracker: Tracker, number: int) -> Button | None:
    """
    The option that this number stands for, be it one of those shown before.
    """
    numbers = {each.number or place: each for place, each in enumerate(tracker.options, 1)}
    return numbers.get(number) or {each.number: each for each in tracker.earlier}.get(number)


def _plain(options: Sequence[Button]) -> list[tuple[str, str]]:
    return [(each.title, each.payload) for each in options]
