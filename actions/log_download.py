"""
`action_log_download`: the log as a file, by a link that works once.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.asking import asks
from actions.seen import seen
from actions.times import zone_of
from bot.domain.facts import Facts
from bot.domain.request import OfferDownload


class LogDownload(Action):
    """
    Asks the store to offer it in `export_format`, and says the link; `download` tells whether files can be given out here.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_download"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, what the store shall do, and a slot event.
        """
        person = seen(tracker)
        given = person.given
        if not given.download:
            dispatcher.utter_message(response="utter_log_download_nowhere")
            return [SlotSet("download", "nowhere")]
        wish = OfferDownload(
            token=given.token,
            format=person.slots.get("export_format") or "pdf",
            zone=zone_of(self._facts, person) or "UTC",
            language=person.slots.get("language") or "en",
        )
        dispatcher.utter_message(
            response="utter_log_download", link=given.download, minutes=MINUTES
        )
        return [asks(wish), SlotSet("download", "offered")]


MINUTES = 15
"""For how long the store keeps a download."""
