"""
`action_find_law`: whether a law of the person's country is known, and whether it sets platforms a time.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen
from bot.domain.facts import Facts

OWN_ANSWER = {"US": "us", "GB": "gb"}
"""Countries whose law has words of its own."""


class FindLaw(Action):
    """
    Sets `law_found` (us, gb, known, unknown, no_country) and `law_clock` (us, hours, none).
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_find_law"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        Two slot events.
        """
        country = seen(tracker).country
        return [
            SlotSet("law_found", self._found(country)),
            SlotSet("law_clock", self._clock(country)),
        ]

    def _found(self, country: str | None) -> str:
        if country is None:
            return "no_country"
        known = "known" if self._facts.law_for(country) else "unknown"
        return OWN_ANSWER.get(country, known)

    def _clock(self, country: str | None) -> str:
        """
        Whoever hasn't said where they are hears of the US law as such.
        """
        if country in (None, "US"):
            return "us"
        law = self._facts.law_for(country)
        return "hours" if law and law.deadline_hours else "none"
