"""
Things without a link.
"""

from __future__ import annotations

import pytest

from actions.log_lines import PLACES
from actions.log_place import LogPlace
from bot.domain.evidence import Change
from tests.unit.actions.perform import changed, facts, perform, platform


@pytest.mark.parametrize("place", PLACES)
def test_a_thing_is_noted_by_where_it_is(place: str) -> None:
    """
    In reviewed words, with the app if it is known.
    """
    done = perform(LogPlace(facts(platform("Chat"))), {"place": place, "platform": "chat"})

    assert [Change(note=place, platform="chat")] == changed(done)
    word = f"utter_word_place_{place.replace(' ', '_')}"
    line = {
        "response": "utter_word_log_line",
        "what": {"response": word},
        "details": ["Chat", "2026-06-01"],
    }
    assert [{"response": "utter_log_added", "added": [line], "count": 1}] == done.said


def test_own_words_take_the_place_of_reviewed_ones() -> None:
    """
    They are noted as they were written, and kept nowhere else.
    """
    told = {"place": "somewhere else", "log_note": "a forum, page two"}
    done = perform(LogPlace(facts()), told)

    assert [Change(note="a forum, page two")] == changed(done)
    assert done.slots["log_note"] is None
