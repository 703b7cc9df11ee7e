"""
`action_log_code`: a new case code for a log that is open; the one before ends.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from actions.seen import seen
from bot.domain.case_code import shown
from bot.domain.request import KeepCode


class LogCode(Action):
    """
    Asks the store for it, and says it.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_code"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, and what the store shall do.
        """
        code = seen(tracker).given.code
        dispatcher.utter_message(response="utter_case_code", code=shown(code))
        return [asks(KeepCode(code=code))]
