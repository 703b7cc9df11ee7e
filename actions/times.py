"""
Times as they are where the person is.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from actions.seen import Seen
from bot.domain.fact import Country
from bot.domain.facts import Facts


def zone_of(facts: Facts, person: Seen) -> str | None:
    """
    The person's IANA time zone: as their device says, else that of their country, if it has one only.
    """
    told = person.slots.get("time_zone")
    if isinstance(told, str) and _is_known(told):
        return told
    zones = {
        zone for each in facts.of(Country) if each.id == person.country for zone in each.zones
    }
    return next(iter(zones)) if len(zones) == 1 else None


def day(moment: datetime, zone: str | None) -> str:
    """
    The day of a moment there, as ISO date.
    """
    return f"{moment.astimezone(ZoneInfo(zone or 'UTC')):%Y-%m-%d}"


def day_and_time(moment: datetime, zone: str | None) -> str:
    """
    Day and time of a moment there; in UTC, and said so, where nobody knows.
    """
    there = moment.astimezone(ZoneInfo(zone or "UTC"))
    return f"{there:%Y-%m-%d %H:%M}" + ("" if zone else " UTC")


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
