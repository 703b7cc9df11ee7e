"""
`action_name_engine`: the search engine that this message or an earlier one speaks of.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen

ENGINES = frozenset(
    {"google_search", "bing", "duckduckgo", "yahoo_search", "brave_search", "yandex"}
)
"""Search engines, as the platforms that they also are."""


class NameEngine(Action):
    """
    Sets `search_engine`; a search engine is never the site where a picture stands, so `platform` forgets it.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_name_engine"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One or two slot events.
        """
        person = seen(tracker)
        told = [*person.values("platform"), person.slots.get("platform")]
        found = [SlotSet("search_engine", next((each for each in told if each in ENGINES), None))]
        if person.slots.get("platform") in ENGINES:
            found.append(SlotSet("platform", None))
        return found
