"""
`action_log_notice_clock`: which notice is waiting for its answer, and whether its time is over.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.notices import readable, site_of
from actions.seen import seen
from bot.domain.deadline import notices
from bot.domain.evidence import current_items


class LogNoticeClock(Action):
    """
    Sets `notice_clock` (waiting, due, or none), and `notice_site` and `notice_due` of the notice that is due first.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_notice_clock"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One or three slot events.
        """
        person = seen(tracker)
        first = next(iter(notices(current_items(person.entries), person.now)), None)
        if first is None:
            return [SlotSet("notice_clock", "none")]
        return [
            SlotSet("notice_clock", first.standing),
            SlotSet("notice_site", site_of(first.item)),
            SlotSet("notice_due", readable(first.item.deadline or "")),
        ]
