"""
Whether a law of the person's country is known, and whether it sets platforms a time.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.find_law import FindLaw
from tests.unit.actions.perform import facts, law, perform

FACTS = facts(law("US", hours=48), law("GB"), law("AU", hours=24), law("CA"))


@pytest.mark.parametrize(
    ("slots", "found", "clock"),
    [
        ({}, "no_country", "us"),
        ({"country": "US"}, "us", "us"),
        ({"country_guess": "US"}, "us", "us"),
        ({"country": "GB"}, "gb", "none"),
        ({"country": "AU"}, "known", "hours"),
        ({"country": "CA"}, "known", "none"),
        ({"country": "BR"}, "unknown", "none"),
    ],
)
def test_the_law_of_the_country(slots: dict[str, Any], found: str, clock: str) -> None:
    """
    Without a country the US law is told as such.
    """
    done = perform(FindLaw(FACTS), slots)

    assert ({"law_found": found, "law_clock": clock}, []) == (done.slots, done.said)
