"""
`action_log_warn`: a message some days before all is erased.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from actions.seen import seen
from bot.domain.request import Remind


class LogWarn(Action):
    """
    Asks the store for it; it moves along when the erasing is put off.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_warn"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response and what the store shall do.
        """
        person = seen(tracker)
        until = person.given.kept_until or person.now
        at = until - timedelta(days=person.given.retention.warn_days)
        dispatcher.utter_message(response="utter_kept_will_warn")
        wish = Remind(at=at.isoformat(), response="utter_reminder_kept", purpose="retention")
        return [asks(wish)]
