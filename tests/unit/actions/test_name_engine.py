"""
The search engine that was named, and that it is never the site of a picture.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.name_engine import NameEngine
from tests.unit.actions.perform import names, perform


@pytest.mark.parametrize(
    ("slots", "told", "expected"),
    [
        ({}, [], {"search_engine": None}),
        ({}, ["bing"], {"search_engine": "bing"}),
        ({"platform": "instagram"}, ["instagram"], {"search_engine": None}),
        ({"platform": "yandex"}, ["instagram", "yandex"], {"search_engine": "yandex", "platform": None}),
        ({"platform": "google_search"}, [], {"search_engine": "google_search", "platform": None}),
    ],
)  # fmt: skip
def test_the_search_engine(
    slots: dict[str, Any], told: list[str], expected: dict[str, Any]
) -> None:
    """
    From this message, or from an earlier one that the slot still holds.
    """
    done = perform(NameEngine(), slots, entities=[names("platform", each) for each in told])

    assert (expected, []) == (done.slots, done.said)
