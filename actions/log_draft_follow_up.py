"""
`action_log_draft_follow_up`: the text of a second request, where the first one was refused or not answered.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.notices import asked, law, links, of_site, shows
from actions.seen import seen
from bot.domain.facts import Facts


class LogDraftFollowUp(Action):
    """
    Says the second request for the links on `notice_site` whose removal was asked for.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_draft_follow_up"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, no events.
        """
        person = seen(tracker)
        dispatcher.utter_message(
            response="utter_notice_follow_up",
            sent=person.slots.get("notice_day"),
            links=links(of_site(asked(person), person.slots.get("notice_site"))),
            shows=shows(person.slots),
            law=law(self._facts, person.country),
            date=f"{person.now:%Y-%m-%d}",
        )
        return []
