"""
`action_find_law`: whether a law of the person's country is known, and whether it sets platforms a time.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen
from bot.domain.fact_lookup import EUROPEAN_UNION
from bot.domain.facts import Facts

OWN_ANSWER = {"US": "us", "GB": "gb"}
"""Countries whose law has words of its own."""


class FindLaw(Action):
    """
    Sets `law_found` (us, gb, eu: only what holds in the whole union, known, unknown, no_country), `law_clock` (us, hours, none), `law_complaint`
    (us, known, eu, none) and `notice_law` (us, eu, general).
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
        Four slot events.
        """
        country = seen(tracker).country
        return [
            SlotSet("law_found", self._found(country)),
            SlotSet("law_clock", self._clock(country)),
            SlotSet("law_complaint", self._complaint(country)),
            SlotSet("notice_law", self._notice(country)),
        ]

    def _found(self, country: str | None) -> str:
        if country is None:
            return "no_country"
        law = self._facts.law_for(country)
        if law and law.country == EUROPEAN_UNION:
            return "eu"
        return OWN_ANSWER.get(country, "known" if law else "unknown")

    def _clock(self, country: str | None) -> str:
        """
        Whoever hasn't said where they are hears of the US law as such.
        """
        if country in (None, "US"):
            return "us"
        law = self._facts.law_for(country)
        return "hours" if law and law.deadline_hours else "none"

    def _complaint(self, country: str | None) -> str:
        if country in (None, "US"):
            return "us"
        law = self._facts.law_for(country)
        if law and law.complain_url:
            return "known"
        return "eu" if self._in_the_union(country) else "none"

    def _notice(self, country: str | None) -> str:
        """
        Whose law a notice speaks of; most big sites are bound by that of the US.
        """
        if country in (None, "US"):
            return "us"
        return "eu" if self._in_the_union(country) else "general"

    def _in_the_union(self, country: str | None) -> bool:
        known = self._facts.country(country)
        return known is not None and known.eu
