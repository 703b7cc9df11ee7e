"""
`action_log_draft_notice`: the text of a removal notice, with each exact link from the log.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.notices import law, links, of_site, shows, to_ask
from actions.seen import Seen, seen
from bot.domain.facts import Facts


class LogDraftNotice(Action):
    """
    Says the notice of the kind in `notice_kind` for the links on `notice_site`; what is personal stays a gap.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_draft_notice"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, no events.
        """
        person = seen(tracker)
        kind = person.slots.get("notice_kind") or "general"
        dispatcher.utter_message(response=f"utter_notice_{kind}", **self._pieces(person, kind))
        return []

    def _pieces(self, person: Seen, kind: str) -> dict[str, Any]:
        items = of_site(to_ask(person), person.slots.get("notice_site"))
        pieces = {
            "links": links(items),
            "date": f"{person.now:%Y-%m-%d}",
            "shows": shows(person.slots),
            "law": law(self._facts, person.country),
        }
        return {name: pieces[name] for name in PIECES[kind]}


PIECES = {
    "us": ("shows", "links", "date"),
    "eu": ("shows", "links", "date"),
    "general": ("shows", "law", "links", "date"),
    "copyright": ("links", "date"),
}
"""What each kind of notice holds."""
