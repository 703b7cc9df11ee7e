"""
The service is chosen by the age in the image; whoever isn't known to have been an adult is a minor.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.choose_hashing_service import ChooseHashingService
from tests.unit.actions.perform import facts, perform, service

FACTS = facts(
    service("stopncii", "adult"),
    service("take_it_down", "minor"),
    service("report_remove", "minor", countries=("GB",)),
)


@pytest.mark.parametrize(
    ("slots", "chosen"),
    [
        ({"age_in_image": "adult"}, "stopncii"),
        ({"age_in_image": "adult", "has_image": "yes"}, "stopncii"),
        ({"age_in_image": "adult", "has_image": "screenshot"}, "stopncii"),
        ({"age_in_image": "adult", "has_image": "no"}, "none"),
        ({"age_in_image": "minor"}, "take_it_down"),
        ({"age_in_image": "minor", "has_image": "no"}, "take_it_down"),
        ({"age_in_image": "unknown"}, "take_it_down"),
        ({}, "take_it_down"),
        ({"age_in_image": "minor", "country": "GB", "age_now": 16.0}, "report_remove"),
        ({"age_in_image": "minor", "country_guess": "GB", "age_now": 16.0}, "report_remove"),
        ({"age_in_image": "minor", "country": "GB", "age_other": 12.0}, "report_remove"),
        ({"age_in_image": "minor", "country": "GB", "age_now": 25.0}, "take_it_down"),
        ({"age_in_image": "minor", "country": "GB"}, "take_it_down"),
        ({"age_in_image": "minor", "country": "US", "age_now": 16.0}, "take_it_down"),
        ({"age_in_image": "minor", "country": "US", "country_guess": "GB", "age_now": 9}, "take_it_down"),
    ],
)  # fmt: skip
def test_the_age_in_the_image_decides(slots: dict[str, Any], chosen: str) -> None:
    """
    The UK's own service only for those who are still under 18 there.
    """
    done = perform(ChooseHashingService(FACTS), slots)

    assert ({"hashing_service": chosen}, []) == (done.slots, done.said)


def test_without_a_service_there_is_none() -> None:
    """
    The flow has words for that.
    """
    assert {"hashing_service": "none"} == perform(ChooseHashingService(facts())).slots
