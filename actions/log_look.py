"""
`action_log_look`: how the log stands: without a PIN, open, or locked.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen
from bot.domain.evidence import current_items


class LogLook(Action):
    """
    Sets `log_access`, and in `log_filled` whether anything is in it.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_look"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        Two slot events.
        """
        person = seen(tracker)
        is_open = person.given.state == "open"
        filled = bool(current_items(person.entries)) if is_open else person.given.items > 0
        access = ("open" if is_open else "locked") if person.given.locked else "free"
        return [SlotSet("log_access", access), SlotSet("log_filled", filled)]
