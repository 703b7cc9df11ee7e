"""
`action_name_partners`: which platforms take part in taking fingerprints, or whether the ones that were named do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import Seen, seen
from bot.domain.fact import HashingService, Platform
from bot.domain.facts import Facts

ADULTS, MINORS = "stopncii", "take_it_down"
ANSWERS: Mapping[str, Mapping[tuple[bool, bool], str]] = {
    "adult": {
        (True, True): "takes_part",
        (True, False): "takes_part",
        (False, True): "takes_no_part",
        (False, False): "takes_no_part",
    },
    "minor": {
        (True, True): "takes_part",
        (True, False): "takes_no_part",
        (False, True): "takes_part",
        (False, False): "takes_no_part",
    },
    "both": {
        (True, True): "in_both",
        (True, False): "in_adults_only",
        (False, True): "in_minors_only",
        (False, False): "takes_no_part",
    },
}
"""By whom it is for: the words for a platform that takes part (in the service for adults, in the one for minors)."""


class NamePartners(Action):
    """
    Says one response: about the platforms named in the message, else the list of the service that fits the age.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_name_partners"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, no events.
        """
        person = seen(tracker)
        whom = _whom(person)
        named = self._platforms(person.values("platform"))
        if named:
            answers = [self._answer(each, whom) for each in named]
            dispatcher.utter_message(response=f"utter_partners_named_{whom}", answers=answers)
        else:
            dispatcher.utter_message(response=f"utter_partners_{whom}", platforms=self._list(whom))
        return []

    def _answer(self, platform: Platform, whom: str) -> dict[str, Any]:
        takes_part = (platform.id in self._partners(ADULTS), platform.id in self._partners(MINORS))
        words = ANSWERS[whom][takes_part]
        return {"response": f"utter_word_{words}", "platform": platform.name}

    def _list(self, whom: str) -> list[str]:
        adults, minors = self._partners(ADULTS), self._partners(MINORS)
        both = [each for each in adults if each in minors]
        ids = {"adult": adults, "minor": minors, "both": both}[whom]
        return [each.name for each in self._platforms(ids)]

    def _partners(self, service: str) -> Sequence[str]:
        found = [each for each in self._facts.of(HashingService) if each.id == service]
        return found[0].partners if found else ()

    def _platforms(self, ids: Iterable[str]) -> list[Platform]:
        found = (self._facts.platform(each) for each in dict.fromkeys(ids))
        return [each for each in found if each is not None]


def _whom(person: Seen) -> str:
    """
    The road for adults only once an adult age is certain; both while nothing was said.
    """
    age = person.slots.get("age_in_image")
    if age == "adult" and not person.slots.get("minor_road"):
        return "adult"
    return "minor" if age else "both"
