"""
`action_log_pick`: the next thing in the log to say something about.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.log_lines import log_line
from actions.seen import seen
from actions.show_log import in_order
from actions.times import zone_of
from bot.domain.evidence import current_items
from bot.domain.facts import Facts


class LogPick(Action):
    """
    Says it, with its number in `log_item`; `log_picked` is none when there are no more.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_pick"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response and two slot events.
        """
        person = seen(tracker)
        items = in_order(current_items(person.entries), person.now)
        numbers = [each.item for each in items]
        before = person.slots.get("log_item")
        place = (
            numbers.index(int(before)) + 1 if before in numbers else self._after(before, numbers)
        )
        if place >= len(items):
            dispatcher.utter_message(
                response="utter_log_no_more_things" if before else "utter_log_empty"
            )
            return [SlotSet("log_item", None), SlotSet("log_picked", "none")]
        line = log_line(self._facts, items[place], person.now, zone_of(self._facts, person))
        dispatcher.utter_message(response="utter_log_one", entry=line)
        return [SlotSet("log_item", float(numbers[place])), SlotSet("log_picked", "found")]

    @staticmethod
    def _after(before: float | None, numbers: Sequence[int]) -> int:
        """
        Where to go on after a thing that isn't there any more.
        """
        if before is None:
            return 0
        return next((n for n, number in enumerate(numbers) if number < before), len(numbers))
