"""
`action_log_next_site`: the site that the next removal notice is for, and where it is sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.notices import site_of, to_ask
from actions.seen import Seen, seen
from bot.domain.evidence import Entry
from bot.domain.facts import Facts

NOT_KNOWN = {"response": "utter_word_report_on_site"}


class LogNextSite(Action):
    """
    Sets `notice_site` (a site with links whose removal was not asked for, else null) and `notice_to`.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_next_site"

    def run(
        self, _dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        Two slot events.
        """
        person = seen(tracker)
        return next_site(self._facts, person, to_ask(person))


def next_site(facts: Facts, person: Seen, items: Iterable[Entry]) -> list[dict[str, Any]]:
    """
    The slots that name the site of the first of these things, and where its requests go; empty slots for none.
    """
    first = next(iter(items), None)
    return [
        SlotSet("notice_site", site_of(first) if first else None),
        SlotSet("notice_to", _where(facts, first, person) if first else None),
    ]


def _where(facts: Facts, item: Entry, person: Seen) -> str | dict[str, Any]:
    platform = facts.platform(item.platform)
    if platform is None:
        return NOT_KNOWN
    minor = person.slots.get("age_in_image") in ("minor", "unknown")
    form = (minor and platform.minors_report_url) or platform.report_url
    return form or platform.report_email or NOT_KNOWN
