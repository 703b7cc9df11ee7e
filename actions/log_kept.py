"""
`action_log_kept`: until when all is kept.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.log_can_remind import can_remind
from actions.seen import seen
from actions.times import day, zone_of
from bot.domain.facts import Facts


class LogKept(Action):
    """
    Says the day, and sets `can_remind`: whether a warning can be sent before it.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_kept"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response and a slot event.
        """
        person = seen(tracker)
        zone = zone_of(self._facts, person)
        until = person.given.kept_until or person.now
        dispatcher.utter_message(
            response="utter_data_how_long",
            until=day(until, zone),
            days=person.given.retention.days,
        )
        return [SlotSet("can_remind", can_remind(person))]
