"""
`action_log_drop_reminder`: drops the reminders, and with them where they would have gone.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from bot.domain.request import ForgetReminders


class LogDropReminder(Action):
    """
    Asks the store to forget them.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_drop_reminder"

    def run(
        self, dispatcher: CollectingDispatcher, _tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response and what the store shall do.
        """
        dispatcher.utter_message(response="utter_reminder_dropped")
        return [asks(ForgetReminders()), SlotSet("reminder_at", None)]
