"""
When something was found, from the words of the message.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from actions.seen import Seen
from actions.times import zone_of
from bot.domain.facts import Facts
from bot.found_time import FoundTime, found_time

EASTERNMOST = "Pacific/Kiritimati"
"""Where a day begins first: what is still to come there is to come everywhere."""
MONTH_FIRST = ("US", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    The time as ISO 8601 in the person's `zone`, or in their words where no zone is known; `None` if it was not told.
    """

    text: str | None = None
    zone: str | None = None
    is_future: bool = False


def found_in(facts: Facts, person: Seen, words: Iterable[Any]) -> Found:
    """
    What the first words that say when say; a time that is still to come is told apart, and not taken.
    """
    told = next((str(each) for each in words), None)
    if told is None:
        return Found()
    zone = zone_of(facts, person)
    day_first = person.country not in MONTH_FIRST
    when = found_time(told, person.now, zone or EASTERNMOST, day_first=day_first)
    if isinstance(when, FoundTime):
        return Found(text=when.iso if zone else told, zone=zone)
    if when.reason == "future":
        return Found(is_future=True)
    return Found(text=told, zone=zone)
