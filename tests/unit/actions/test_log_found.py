"""
When things were found that were noted without a time.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.log_found import LogFound
from bot.domain.evidence import Change
from tests.unit.actions.perform import changed, entry, facts, perform

ACTION = LogFound(facts())
BERLIN = "Europe/Berlin"


def said_when(words: str, count: float = 1.0, zone: str | None = None) -> dict[str, Any]:
    """
    The slots when somebody tells it of `count` things.
    """
    return {"found_when": words, "log_undated": count, "time_zone": zone}


def found(item: int, text: str, zone: str | None = None) -> Change:
    """
    A correction that says when.
    """
    return Change(kind="corrected", item=item, status=None, found=text, zone=zone)


def test_the_last_things_without_a_time_get_it() -> None:
    """
    In the person's own time zone; what has one keeps it.
    """
    entries = [entry(1), entry(2), entry(3, found="2026-05-01"), entry(4)]
    done = perform(ACTION, said_when("yesterday", 2.0, BERLIN), entries=entries)

    day, zone = "2026-05-31", "Europe/Berlin"
    assert [found(4, day, zone), found(2, day, zone)] == changed(done)
    assert [{"response": "utter_log_found_noted"}] == done.said
    assert [None] * 3 == [done.slots[name] for name in ("found_when", "log_undated", "log_when")]


def test_where_no_time_zone_is_known_the_words_are_kept() -> None:
    """
    They tell more than a wrong time.
    """
    done = perform(ACTION, said_when("last night"), entries=[entry(1)])

    assert [found(1, "last night")] == changed(done)


def test_a_log_that_is_shut_takes_it_for_the_last_things() -> None:
    """
    Nobody needs the PIN for that.
    """
    done = perform(ACTION, said_when("today", 2.0, BERLIN), state="locked", locked=True, items=3)

    assert [3, 2] == [each.item for each in changed(done)]


@pytest.mark.parametrize("words", ["tomorrow", "2026-06-09"])
def test_a_day_to_come_is_asked_for_again(words: str) -> None:
    """
    Nothing is noted, and the things still wait for their time.
    """
    done = perform(ACTION, said_when(words, zone=BERLIN), entries=[entry(1)])

    assert ([], {"found_when": None, "log_when": "ask"}) == (changed(done), done.slots)
    assert [{"response": "utter_log_future"}] == done.said
