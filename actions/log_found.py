"""
`action_log_found`: notes when the things were found that were noted without a time.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.found import found_in
from actions.log_links import CHANGES_SLOT
from actions.seen import Seen, seen
from bot.domain.evidence import Change, current_items
from bot.domain.facts import Facts


class LogFound(Action):
    """
    Reads `found_when`; a day that is still to come is asked for again (`log_when` stays).
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_found"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, the changes to the log, and the slots about times emptied.
        """
        person = seen(tracker)
        found = found_in(self._facts, person, [person.slots.get("found_when")])
        if found.is_future:
            dispatcher.utter_message(response="utter_log_future")
            return [SlotSet("found_when", None), SlotSet("log_when", "ask")]
        count = int(person.slots.get("log_undated") or 0)
        changes = [
            Change(kind="corrected", item=item, status=None, found=found.text, zone=found.zone)
            for item in _undated(person, count)
        ]
        dispatcher.utter_message(response="utter_log_found_noted")
        return [
            SlotSet(CHANGES_SLOT, [asdict(each) for each in changes]),
            *(SlotSet(name, None) for name in ("found_when", "log_undated", "log_when")),
        ]


def _undated(person: Seen, count: int) -> list[int]:
    """
    The numbers of the last things noted without a time; in a log that is shut, those of the last things.
    """
    if person.given.state != "open":
        return list(range(person.given.items, max(person.given.items - count, 0), -1))
    open_ones = [each.item for each in current_items(person.entries) if each.found is None]
    return open_ones[::-1][:count]
