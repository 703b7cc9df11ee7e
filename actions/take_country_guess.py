"""
`action_take_country_guess`: the country that the channel suggested was the right one.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen


class TakeCountryGuess(Action):
    """
    Sets `country` to `country_guess`.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_take_country_guess"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One slot event.
        """
        return [SlotSet("country", seen(tracker).slots.get("country_guess"))]
