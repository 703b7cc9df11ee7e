"""
`action_log_notice_sent`: the person has sent the notice; the log says so, and the clock starts.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.log_next_site import next_site
from actions.notices import due, of_site, readable, to_ask
from actions.seen import seen
from bot.domain.evidence import Change
from bot.domain.facts import Facts

CHANGES_SLOT = "evidence_changes"


class LogNoticeSent(Action):
    """
    Notes each link on `notice_site` as asked for, with its deadline; sets `notice_day` and `notice_due`.

    The log that it sees is the one before this turn, so it also names the site that is left for another notice.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_notice_sent"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        The changes to the log and the slot events.
        """
        person = seen(tracker)
        deadline = due(self._facts, person.country, person.now)
        items = of_site(to_ask(person), person.slots.get("notice_site"))
        left = [each for each in to_ask(person) if each not in items]
        changes = [
            Change(kind="corrected", item=each.item, status="notice_sent", deadline=deadline)
            for each in items
        ]
        return [
            SlotSet(CHANGES_SLOT, [asdict(each) for each in changes]),
            SlotSet("notice_day", f"{person.now:%Y-%m-%d}"),
            SlotSet("notice_due", readable(deadline)),
            SlotSet("told_notice", None),
            *next_site(self._facts, person, left),
        ]
