"""
Whether a law of the person's country is known, whether it sets platforms a time, and what a notice and a complaint go by.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from actions.find_law import FindLaw
from bot.domain.fact import Country
from tests.unit.actions.perform import SOURCES, facts, law, perform

UNION = ("DE", "IE")


def country(code: str) -> Country:
    """
    A country; two of them are in the European Union.
    """
    return Country(
        id=code,
        name=code,
        sources=SOURCES,
        reviewed=date(2026, 5, 1),
        group="other",
        eu=code in UNION,
    )


FACTS = facts(
    law("US", hours=48),
    law("GB"),
    law("AU", hours=24),
    law("CA"),
    replace(law("IE"), complain_url="https://example.org/complain"),
    law("EU"),
    *(country(code) for code in ("US", "GB", "AU", "CA", "BR", *UNION)),
)


@pytest.mark.parametrize(
    ("slots", "found", "clock", "complaint", "notice"),
    [
        ({}, "no_country", "us", "us", "us"),
        ({"country": "US"}, "us", "us", "us", "us"),
        ({"country_guess": "US"}, "us", "us", "us", "us"),
        ({"country": "GB", "country_guess": "US"}, "gb", "none", "none", "general"),
        ({"country": "AU"}, "known", "hours", "none", "general"),
        ({"country": "CA"}, "known", "none", "none", "general"),
        ({"country": "IE"}, "known", "none", "known", "eu"),
        ({"country": "DE"}, "eu", "none", "eu", "eu"),
        ({"country": "BR"}, "unknown", "none", "none", "general"),
    ],
)
def test_the_law_of_the_country(
    slots: dict[str, Any], found: str, clock: str, complaint: str, notice: str
) -> None:
    """
    Without a country the US law is told as such.
    """
    done = perform(FindLaw(FACTS), slots)

    expected = {
        "law_found": found,
        "law_clock": clock,
        "law_complaint": complaint,
        "notice_law": notice,
    }
    assert (expected, []) == (done.slots, done.said)
