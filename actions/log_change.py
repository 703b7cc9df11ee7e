"""
`action_log_change`: what became of a thing in the log, or that it is taken out.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.log_lines import PLACES
from actions.log_links import CHANGES_SLOT
from actions.seen import Seen, seen
from bot.domain.evidence import Change, Status, current_items


class LogChange(Action):
    """
    Notes `log_change` for the thing `log_item`, with the reference number or the words in `log_note`, if there are any.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_change"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, the change to the log, and the used slots emptied.
        """
        person = seen(tracker)
        slots = person.slots
        change = str(slots.get("log_change"))
        item, taken_out = int(slots.get("log_item") or 0), change == "withdrawn"
        told = Change(
            kind="withdrawn" if taken_out else "corrected",
            item=item,
            status=STATUS.get(change),
            reference=slots.get("reference"),
            note=_note(person, item),
        )
        said = "withdrawn" if taken_out else "changed"
        dispatcher.utter_message(response=f"utter_log_{said}")
        return [
            SlotSet(CHANGES_SLOT, [asdict(told)] if item else []),
            SlotSet("reference", None),
            SlotSet("log_note", None),
            SlotSet("log_change", None),
        ]


def _note(person: Seen, item: int) -> str | None:
    """
    The person's words; where the thing is stays before them, if it has no link that tells it.
    """
    words = person.slots.get("log_note") or None
    noted = (each.note for each in current_items(person.entries) if each.item == item)
    place = next(noted, None)
    return f"{place}: {words}" if words and place in PLACES else words


STATUS: dict[str, Status] = {
    "removed": "removed",
    "refused": "refused",
    "back_again": "back_again",
    "reported": "reported",
}
"""What each answer makes of a thing."""
