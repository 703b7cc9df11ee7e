"""
`action_erase_everything`: asks for the conversation and its log to be forgotten.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

ERASE_SLOT = "erase_everything"


class EraseEverything(Action):
    """
    The store erases when the turn is kept; if that fails, the whole turn fails and says so.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_erase_everything"

    def run(
        self, _dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        Two slot events.
        """
        return [SlotSet(ERASE_SLOT, value=True), SlotSet("erase_result", "erased")]
