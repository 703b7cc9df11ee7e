"""
A line of the log: what it is, and what is known of it, in order.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.log_lines import log_line
from bot.domain.evidence import Change
from tests.unit.actions.perform import NOW, entry, facts, platform

FACTS = facts(platform("Instagram"))
NO_LINK = {"response": "utter_word_no_link"}
REPORTED = {"response": "utter_word_status_reported"}
NUMBER = {"response": "utter_word_reference", "reference": "R-1"}


@pytest.mark.parametrize(
    ("thing", "what", "details"),
    [
        (Change(address="example.com/a"), "example.com/a", []),
        (Change(address="example.com/a", platform="instagram", account="@a"), "example.com/a", ["Instagram", "@a"]),
        (Change(account="@a"), "@a", []),
        (Change(note="in a group chat"), "in a group chat", []),
        (Change(address="example.com/a", note="page two", reference="R-1"), "example.com/a", [NUMBER, "page two"]),
        (Change(account="@a", note="group chat"), "@a", []),
        (Change(), NO_LINK, []),
        (Change(platform="unheard_of"), NO_LINK, []),
        (Change(reference="R-1", status="reported"), NO_LINK, [REPORTED, NUMBER]),
    ],
)  # fmt: skip
def test_what_is_known_of_a_thing(thing: Change, what: Any, details: list[Any]) -> None:
    """
    The day stands last; what is not known is left out.
    """
    assert {
        "response": "utter_word_log_line",
        "what": what,
        "details": [*details, "2026-06-01"],
    } == log_line(FACTS, thing, NOW)


def test_a_kept_line_has_the_day_on_which_it_was_kept() -> None:
    """
    Not today's.
    """
    old = entry(1, address="example.com/a", recorded=NOW.replace(year=2025))

    assert ["2025-06-01"] == log_line(FACTS, old, NOW)["details"]
