"""
`action_log_lock`: locks the log with the PIN that was typed in this turn, and gives a case code for it.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from actions.seen import seen
from bot.domain.case_code import shown
from bot.domain.request import KeepCode, LockLog


class LogLock(Action):
    """
    Asks the store for both, and says the code.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_lock"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, and what the store shall do.
        """
        code = seen(tracker).given.code
        dispatcher.utter_message(response="utter_log_locked", code=shown(code))
        return [asks(LockLog(), KeepCode(code=code))]
