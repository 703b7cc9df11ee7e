"""
`action_log_wait`: there were too many wrong guesses; says for how long nothing is tried.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.seen import seen


class LogWait(Action):
    """
    Says the wait in words.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_wait"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, no events.
        """
        dispatcher.utter_message(
            response="utter_log_wait", wait=_in_words(seen(tracker).given.wait)
        )
        return []


def _in_words(seconds: int) -> dict[str, Any]:
    """
    Minutes or hours, rounded up.
    """
    minutes, hours = -(-seconds // 60), -(-seconds // 3600)
    if minutes < 2:
        return {"response": "utter_word_a_minute"}
    if minutes < 60:
        return {"response": "utter_word_minutes", "number": minutes}
    if hours < 2:
        return {"response": "utter_word_an_hour"}
    return {"response": "utter_word_hours", "number": hours}
