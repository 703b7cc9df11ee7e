"""
What is kept, shown to the person.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.show_known import ShowKnown
from bot.domain.fact import Country
from tests.unit.actions.perform import SOURCES, facts, perform, platform

KENYA = Country(id="KE", name="Kenya", sources=SOURCES, reviewed=date(2026, 5, 1), group="other")
FACTS = facts(KENYA, platform("Chatter"))


def word(of: str, **more: str) -> dict[str, Any]:
    """
    A piece of the list.
    """
    return {"response": f"utter_word_known_{of}", **more}


def test_everything_that_means_something_is_named() -> None:
    """
    In plain words; what wasn't said and what was denied isn't there.
    """
    slots = {
        "country": "KE",
        "platform": "chatter",
        "age_in_image": "minor",
        "posted": True,
        "threatened": False,
        "paid": None,
        "hashed": "later",
        "told_intro": True,
    }
    known = [word("country", name="Kenya"), word("platform", name="Chatter"), word("minor"), word("posted")]  # fmt: skip

    done = perform(ShowKnown(FACTS), slots)

    assert ({}, [{"response": "utter_known", "known": known}]) == (done.slots, done.said)


def test_nothing_is_said_to_be_nothing() -> None:
    """
    A guess of the country is not what the person said.
    """
    done = perform(ShowKnown(FACTS), {"country_guess": "KE", "platform": "unheard_of"})

    assert ({}, [{"response": "utter_known_nothing"}]) == (done.slots, done.said)
