"""
`action_log_can_remind`: whether a reminder can be sent on this channel, and whether one is pending.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import Seen, seen


class LogCanRemind(Action):
    """
    Sets `can_remind` and `remind_state`.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_can_remind"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        Two slot events.
        """
        person = seen(tracker)
        at = person.slots.get("reminder_at")
        pending = at is not None and datetime.fromisoformat(at) > person.now
        return [
            SlotSet("can_remind", can_remind(person)),
            SlotSet("remind_state", "set" if pending else "none"),
        ]


def can_remind(person: Seen) -> bool:
    """
    Whether somebody can be written to who isn't writing.
    """
    return person.given.channel in REACHED


REACHED = ("sms", "telegram")
"""Channels on which a person can be reached later."""
