"""
`action_log_unlock`: takes the PIN away from a log that is open.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from bot.domain.request import UnlockLog


class LogUnlock(Action):
    """
    Asks the store to do so; the case code, which needs the PIN, ends with it.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_unlock"

    def run(
        self, dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, and what the store shall do.
        """
        dispatcher.utter_message(response="utter_log_unlocked")
        return [asks(UnlockLog()), SlotSet("log_access", "free")]
