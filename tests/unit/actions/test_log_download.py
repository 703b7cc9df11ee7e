"""
The log as a file.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.log_download import MINUTES, LogDownload
from bot.domain.request import OfferDownload
from bot.storage.downloads import SECONDS
from tests.unit.actions.perform import asked, facts, perform

ACTION = LogDownload(facts())
LINK = "https://help.example/download/T"


@pytest.mark.parametrize(
    ("slots", "zone", "language"),
    [
        ({}, "UTC", "en"),
        ({"time_zone": "Europe/Berlin", "language": "es"}, "Europe/Berlin", "es"),
        ({"time_zone": "Nowhere/Else"}, "UTC", "en"),
    ],
)
@pytest.mark.parametrize("kind", ["pdf", "csv", "json"])
def test_a_link_is_given_for_the_format_that_was_asked_for(
    kind: Any, slots: dict[str, Any], zone: str, language: str
) -> None:
    """
    In the person's time and language, with how long it works.
    """
    done = perform(ACTION, {"export_format": kind, **slots}, token="T", download=LINK)

    assert (OfferDownload(token="T", format=kind, zone=zone, language=language),) == asked(done)
    assert [{"response": "utter_log_download", "link": LINK, "minutes": 15}] == done.said
    assert "offered" == done.slots["download"]


def test_where_nothing_can_be_fetched_that_is_said() -> None:
    """
    And nothing is asked of the store.
    """
    done = perform(ACTION, {"export_format": "pdf"}, token="T")

    assert ((), "nowhere") == (asked(done), done.slots["download"])
    assert [{"response": "utter_log_download_nowhere"}] == done.said


def test_the_time_that_is_told_is_the_one_that_is_kept() -> None:
    """
    The store decides.
    """
    assert MINUTES * 60 == SECONDS
