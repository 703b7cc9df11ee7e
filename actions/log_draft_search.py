"""
`action_log_draft_search`: the text of a request to a search engine, with each exact link from the log.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.notices import MAX_LINKS, links, shows, site_of
from actions.seen import Seen, seen
from bot.domain.evidence import Entry, current_items


class LogDraftSearch(Action):
    """
    Says the request for all pages in the log, on whatever site; with none, that it takes one.
    """

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_draft_search"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        One response, no events.
        """
        person = seen(tracker)
        items = _pages(person)
        if not items:
            dispatcher.utter_message(response="utter_notice_needs_link")
            return []
        dispatcher.utter_message(
            response="utter_search_text",
            shows=shows(person.slots),
            links=links(items),
            date=f"{person.now:%Y-%m-%d}",
        )
        return []


def _pages(person: Seen) -> tuple[Entry, ...]:
    """
    The newest things with an address: a page that is gone may still be found for a while.
    """
    pages = [item for item in current_items(person.entries) if site_of(item)]
    return tuple(pages[-MAX_LINKS:])
