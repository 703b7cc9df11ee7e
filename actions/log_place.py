"""
`action_log_place`: notes a thing that has no link, by where it is.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.log_lines import log_line
from actions.log_links import CHANGES_SLOT
from actions.seen import seen
from bot.domain.evidence import Change
from bot.domain.facts import Facts


class LogPlace(Action):
    """
    Adds a thing whose note is `log_note`, else `place`, on the platform that is known.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_place"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, the change to the log, and the note emptied.
        """
        person = seen(tracker)
        note = person.slots.get("log_note") or person.slots.get("place")
        change = Change(note=note, platform=person.slots.get("platform"))
        lines = [log_line(self._facts, change, person.now)]
        dispatcher.utter_message(response="utter_log_added", added=lines, count=1)
        return [SlotSet(CHANGES_SLOT, [asdict(change)]), SlotSet("log_note", None)]
