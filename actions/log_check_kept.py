"""
`action_log_check_kept`: whether somebody came back shortly before all would have been erased.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen
from actions.times import day, zone_of
from bot.domain.facts import Facts


class LogCheckKept(Action):
    """
    Sets `kept_warning`, and in `kept_day` until when it is kept now.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_check_kept"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        Two slot events.
        """
        person = seen(tracker)
        before, until = person.given.kept_before, person.given.kept_until
        warn = timedelta(days=person.given.retention.warn_days)
        soon = before is not None and before - person.now <= warn
        shown = day(until, zone_of(self._facts, person)) if soon and until else None
        return [SlotSet("kept_warning", soon), SlotSet("kept_day", shown)]
