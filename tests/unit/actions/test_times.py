"""
Times as they are where the person is.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import pytest

from actions.seen import Seen
from actions.times import day, day_and_time, zone_of
from bot.domain.fact import Country
from tests.unit.actions.perform import DAY, NOW, SOURCES, facts


def country(code: str, *zones: str) -> Country:
    """
    A country with these time zones.
    """
    return Country(id=code, name=code, sources=SOURCES, reviewed=DAY, group="other", zones=zones)


FACTS = facts(country("DE", "Europe/Berlin"), country("US", "America/New_York", "America/Denver"))


@pytest.mark.parametrize(
    ("slots", "zone"),
    [
        ({"time_zone": "Asia/Tokyo", "country": "DE"}, "Asia/Tokyo"),
        ({"time_zone": "Made/Up", "country": "DE"}, "Europe/Berlin"),
        ({"time_zone": "../../etc/passwd"}, None),
        ({"country_guess": "DE"}, "Europe/Berlin"),
        ({"country": "US"}, None),
        ({"country": "XX"}, None),
        ({}, None),
    ],
)
def test_the_zone_is_the_devices_else_the_countrys_only_one(
    slots: dict[str, Any], zone: str | None
) -> None:
    """
    Where there are several, nobody guesses.
    """
    person = Seen(slots=slots, entities=(), entries=(), now=NOW)

    assert zone == zone_of(FACTS, person)


def test_a_moment_is_shown_on_the_clock_there() -> None:
    """
    Where no clock is known it is said to be UTC.
    """
    moment = datetime(2026, 6, 1, 23, 30, tzinfo=timezone.utc)

    assert ("2026-06-02", "2026-06-01") == (day(moment, "Europe/Berlin"), day(moment, None))
    assert ("2026-06-02 01:30", "2026-06-01 23:30 UTC") == (
        day_and_time(moment, "Europe/Berlin"),
        day_and_time(moment, None),
    )
