"""
`action_show_log`: what is in the log now, a page at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.log_lines import log_line, size_of
from actions.log_table import log_table
from actions.seen import seen
from actions.times import zone_of
from bot.domain.deadline import notices
from bot.domain.evidence import Entry, current_items
from bot.domain.facts import Facts

MOST_LINES = 5
MOST_SIGNS = 250
"""Signs of a page, so that it fits a bubble; a single long address is shown whole."""


class ShowLog(Action):
    """
    Says the next things of the log: what is due first, then the newest; `log_page` tells whether there is more.
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
        One response; how many were shown so far in `log_shown`.
        """
        person = seen(tracker)
        items = in_order(current_items(person.entries), person.now)
        if not items:
            dispatcher.utter_message(response="utter_log_empty")
            return [SlotSet("log_shown", None), SlotSet("log_page", "none")]
        start = int(person.slots.get("log_shown") or 0)
        start = start if start < len(items) else 0
        zone = zone_of(self._facts, person)
        lines = [log_line(self._facts, each, person.now, zone) for each in items[start:]]
        page = lines[: _fitting(lines)]
        table = log_table(
            self._facts,
            items[start : start + len(page)],
            len(items),
            person.now,
            zone,
        )
        numbered = [
            {"response": "utter_word_numbered", "number": each.item, "line": line}
            for each, line in zip(items[start:], page, strict=False)
        ]
        if start == 0:
            dispatcher.utter_message(
                response="utter_log_list", entries=numbered, count=len(items), table=table
            )
        else:
            dispatcher.utter_message(response="utter_log_list_more", entries=numbered, table=table)
        shown = start + len(page)
        more = shown < len(items)
        return [
            SlotSet("log_shown", float(shown) if more else None),
            SlotSet("log_page", "more" if more else "last"),
        ]


def in_order(items: Sequence[Entry], now: Any) -> list[Entry]:
    """
    What waits for an answer that is due comes first, then the newest.
    """
    due = [each.item for each in notices(items, now) if each.standing == "due"]
    rest = [each for each in reversed(items) if each not in due]
    return [*due, *rest]


def _fitting(lines: Sequence[dict[str, Any]]) -> int:
    """
    How many lines a bubble holds; one at least.
    """
    total = 0
    for number, line in enumerate(lines[:MOST_LINES]):
        total += size_of(line)
        if number > 0 and total > MOST_SIGNS:
            return number
    return min(len(lines), MOST_LINES)
