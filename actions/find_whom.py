"""
`action_find_whom`: whom the person wants to tell, as the message says.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import Seen, seen

WHOM = {
    "parent": "parent",
    "partner": "partner",
    "date": "partner",
    "friend": "friend",
    "classmate": "friend",
    "teacher": "school",
    "boss": "work",
    "colleague": "work",
    "customer": "work",
    "sibling": "family",
    "relative": "family",
    "child": "family",
}
"""By the relationship that was named: whose words fit. Who did it (`offender`) is nobody to tell."""


class FindWhom(Action):
    """
    Sets `tell_whom`: parent, partner, friend, school, work, family, or null.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_find_whom"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One slot event.
        """
        return [SlotSet("tell_whom", _whom(seen(tracker)))]


def _whom(person: Seen) -> str | None:
    named = (
        WHOM.get(str(each["value"]))
        for each in person.entities
        if each["entity"] == "relationship" and each.get("role") != "offender"
    )
    return next((each for each in named if each), None)
