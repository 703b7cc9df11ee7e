"""
`action_log_join`: goes on with the case that was found by its code and PIN in this turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from actions.seen import Seen, seen
from bot.domain.evidence import current_items
from bot.domain.request import JoinCase

OWN = (
    "safe_", "private_", "return", "resumed", "go_on", "choice", "crisis", "danger_", "log_", "new_pin", "pin_again",
    "case_", "lock_", "forgot_", "kept_", "remind", "language", "time_zone", "country_guess", "erase_", "data_wish",
)  # fmt: skip
"""How slots begin that belong to one talk on one device."""
SAFER: dict[str, tuple[Any, ...]] = {"minor_road": (True,), "age_in_image": ("minor", "unknown")}
"""Answers that count wherever they were given."""


class LogJoin(Action):
    """
    Asks the store to join it, brings along what was told there, and says how much is in its log.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_join"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, what the store shall do, and the slots that were told there.
        """
        person = seen(tracker)
        count = len(current_items(person.entries))
        dispatcher.utter_message(response="utter_case_joined", count=count)
        return [asks(JoinCase()), *(SlotSet(name, value) for name, value in _brought(person))]


def _brought(person: Seen) -> Iterator[tuple[str, Any]]:
    """
    What was told there and isn't told here. Whoever was, or may have been, under 18 anywhere stays on the safer road.
    """
    for name, value in person.given.told.items():
        if (name in SAFER and value in SAFER[name]) or (
            name not in person.slots and not name.startswith(OWN)
        ):
            yield name, value
