"""
`action_choose_hashing_service`: which service takes the image's fingerprint, by the age in the image.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import Seen, seen
from bot.domain.facts import Facts

NONE = "none"
ADULT_AGE = 18


class ChooseHashingService(Action):
    """
    Sets `hashing_service`; whoever isn't known to have been an adult in the image is treated as a minor.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_choose_hashing_service"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One slot event.
        """
        return [SlotSet("hashing_service", self._choose(seen(tracker)))]

    def _choose(self, person: Seen) -> str:
        adult = person.slots.get("age_in_image") == "adult"
        if adult and person.slots.get("has_image") == "no":
            return NONE
        service = self._facts.hashing_service(
            person.country, "adult" if adult else "minor", minor_now=_minor_now(person)
        )
        return service.id if service else NONE


def _minor_now(person: Seen) -> bool:
    ages = (person.slots.get("age_now"), person.slots.get("age_other"))
    return any(age is not None and age < ADULT_AGE for age in ages)
