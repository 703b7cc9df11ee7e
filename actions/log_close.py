"""
`action_log_close`: closes a log that was opened with its PIN.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from bot.domain.request import ShutLog


class LogClose(Action):
    """
    Asks the store to close it.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_close"

    def run(
        self, dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, and what the store shall do.
        """
        dispatcher.utter_message(response="utter_log_closed")
        return [asks(ShutLog()), SlotSet("log_access", "locked")]
