"""
`action_show_log`: what is in the log now.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.log_lines import log_line
from actions.seen import seen
from bot.domain.evidence import current_items
from bot.domain.facts import Facts


class ShowLog(Action):
    """
    Says every thing in the log, or that it is empty.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_show_log"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, no events.
        """
        person = seen(tracker)
        items = current_items(person.entries)
        if not items:
            dispatcher.utter_message(response="utter_log_empty")
            return []
        entries = [
            {"response": "utter_word_numbered", "number": number, "line": log_line(self._facts, each, person.now)}
            for number, each in enumerate(items, 1)
        ]  # fmt: skip
        dispatcher.utter_message(response="utter_log_list", entries=entries)
        return []
