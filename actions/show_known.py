"""
`action_show_known`: what is kept about the person, in plain words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import Seen, seen
from bot.domain.facts import Facts

WORDS: tuple[tuple[str, object, str], ...] = (
    ("for_other", True, "for_other"),
    ("age_in_image", "minor", "minor"),
    ("age_in_image", "adult", "adult"),
    ("age_in_image", "unknown", "age_unknown"),
    ("threatened", True, "threatened"),
    ("paid", True, "paid"),
    ("posted", True, "posted"),
    ("deepfake", True, "deepfake"),
    ("recorded", True, "recorded"),
    ("worried", True, "worried"),
    ("account_taken", True, "account_taken"),
    ("shared_by_me", True, "shared_by_me"),
    ("evidence_saved", True, "evidence_saved"),
    ("hashed", "yes", "hashed"),
    ("reported", True, "reported"),
    ("notice_sent", "yes", "notice_sent"),
)
"""Each answer that means something to the person: slot, value, and the words for it."""


class ShowKnown(Action):
    """
    Says what is known, or that nothing is.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_show_known"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, no events.
        """
        known = list(self._known(seen(tracker)))
        if known:
            dispatcher.utter_message(response="utter_known", known=known)
        else:
            dispatcher.utter_message(response="utter_known_nothing")
        return []

    def _known(self, person: Seen) -> Iterator[dict[str, Any]]:
        """
        A fragment for each answer.
        """
        country = self._facts.country(person.slots.get("country"))
        platform = self._facts.platform(person.slots.get("platform"))
        if country:
            yield {"response": "utter_word_known_country", "name": country.name}
        if platform:
            yield {"response": "utter_word_known_platform", "name": platform.name}
        for slot, value, words in WORDS:
            if person.slots.get(slot) == value:
                yield {"response": f"utter_word_known_{words}"}
