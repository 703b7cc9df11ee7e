"""
`action_log_notice_answer`: what came of a notice, into the log.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.notices import asked, of_site
from actions.seen import seen
from bot.domain.deadline import notices
from bot.domain.evidence import Change, Status, current_items

CHANGES_SLOT = "evidence_changes"
STATUS: dict[str, Status] = {"removed": "removed", "refused": "refused"}
"""What an answer makes of a thing; no answer leaves it as it was."""


class LogNoticeAnswer(Action):
    """
    Notes each link on `notice_site` as removed or refused, as `notice_answer` says; `notice_left` is true
    while an answer to some notice is still to come.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_notice_answer"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        The changes to the log, if there are any, and one slot event.
        """
        person = seen(tracker)
        status = STATUS.get(str(person.slots.get("notice_answer")))
        items = of_site(asked(person), person.slots.get("notice_site"))
        waiting = {each.item.item for each in notices(current_items(person.entries), person.now)}
        if status is None:
            return [SlotSet("notice_left", value=bool(waiting))]
        changes = [Change(kind="corrected", item=each.item, status=status) for each in items]
        left = waiting - {each.item for each in items}
        return [
            SlotSet(CHANGES_SLOT, [asdict(each) for each in changes]),
            SlotSet("notice_left", value=bool(left)),
        ]
