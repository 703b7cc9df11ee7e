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
from bot.domain.evidence import Change, Status

CHANGES_SLOT = "evidence_changes"
STATUS: dict[str, Status] = {"removed": "removed", "refused": "refused"}
"""What an answer makes of a thing; no answer leaves it as it was."""


class LogNoticeAnswer(Action):
    """
    Notes each link on `notice_site` as removed or refused, as `notice_answer` says.
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
        The changes to the log, if there are any.
        """
        person = seen(tracker)
        status = STATUS.get(str(person.slots.get("notice_answer")))
        if status is None:
            return []
        items = of_site(asked(person), person.slots.get("notice_site"))
        changes = [Change(kind="corrected", item=each.item, status=status) for each in items]
        return [SlotSet(CHANGES_SLOT, [asdict(each) for each in changes])]
