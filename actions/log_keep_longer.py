"""
`action_log_keep_longer`: keeps all for longer.
"""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from actions.seen import seen
from actions.times import day, zone_of
from bot.domain.facts import Facts
from bot.domain.request import KeepLonger
from bot.domain.retention import kept_until


class LogKeepLonger(Action):
    """
    Asks the store for it, and says until when.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_keep_longer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response and what the store shall do.
        """
        person = seen(tracker)
        days = person.given.retention.extended_days
        until = datetime.fromtimestamp(kept_until(person.now, days), timezone.utc)
        longest = max(until, person.given.kept_until or until)
        dispatcher.utter_message(
            response="utter_kept_longer", until=day(longest, zone_of(self._facts, person))
        )
        return [asks(KeepLonger(days=days))]
