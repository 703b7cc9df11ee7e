"""
`action_log_links`: notes the links, accounts and reference numbers that the person gave.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlsplit

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.log_lines import log_line
from actions.seen import Seen, seen
from bot.domain.evidence import Change, Entry, current_items
from bot.domain.facts import Facts

CHANGES_SLOT = "evidence_changes"
USED = ("links", "accounts", "reference")


class LogLinks(Action):
    """
    Adds what is new, says what is known, and gives a lone reference number to the thing noted last.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def name(self) -> str:
        """
        As the flows call it.
        """
        return "action_log_links"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """
        The changes to the log, what was done in `log_result`, and the used slots emptied.
        """
        person = seen(tracker)
        given = self._given(person)
        items = current_items(person.entries)
        changes = [each for each in given if not _known(each, items)] or _referenced(person, items)
        result = "added" if changes else "known" if given else "nothing"
        self._say(dispatcher, person, changes, result)
        return [
            SlotSet(CHANGES_SLOT, [asdict(each) for each in changes]),
            SlotSet("log_result", result),
            *(SlotSet(name, None) for name in USED),
        ]

    def _given(self, person: Seen) -> list[Change]:
        accounts = list(person.slots.get("accounts") or ())
        common = Change(
            account=accounts[0] if len(accounts) == 1 else None,
            found=next(iter(person.values("date")), None),
            reference=person.slots.get("reference"),
            status="reported" if person.slots.get("reference") else "found",
        )
        links = list(dict.fromkeys(person.slots.get("links") or ()))
        if links:
            return [self._link(each, common, person) for each in links]
        platform = person.slots.get("platform")
        return [replace(common, account=each, platform=platform) for each in accounts]

    def _link(self, link: str, common: Change, person: Seen) -> Change:
        platform = self._facts.platform_by_domain(urlsplit(link).hostname or "")
        return replace(
            common,
            address=_as_given(link, person),
            normalized=link,
            platform=platform.id if platform else None,
        )

    def _say(
        self,
        dispatcher: CollectingDispatcher,
        person: Seen,
        changes: Sequence[Change],
        result: str,
    ) -> None:
        if result != "added":
            dispatcher.utter_message(response=f"utter_log_{result}")
            return
        lines = [log_line(self._facts, each, person.now) for each in changes]
        dispatcher.utter_message(response="utter_log_added", added=lines, count=len(lines))


def _as_given(link: str, person: Seen) -> str:
    """
    The address as the person wrote it, where the message still tells.
    """
    for each in person.entities:
        if each["entity"] == "url" and each["value"] == link and each.get("given"):
            return str(each["given"])
    return link


def _known(change: Change, items: Sequence[Entry]) -> bool:
    if change.normalized is not None:
        return any(each.normalized == change.normalized for each in items)
    return any(each.account == change.account and each.normalized is None for each in items)


def _referenced(person: Seen, items: Sequence[Entry]) -> list[Change]:
    """
    A reference number alone belongs to the thing noted last; with nothing noted it is kept by itself.
    """
    reference = person.slots.get("reference")
    if reference is None or any(each.reference == reference for each in items):
        return []
    if not items:
        platform = person.slots.get("platform")
        return [Change(reference=reference, status="reported", platform=platform)]
    last = items[-1]
    kept = {name: getattr(last, name) for name in ("item", "address", "normalized", "platform")}
    return [
        Change(
            kind="corrected",
            **kept,
            account=last.account,
            found=last.found,
            note=last.note,
            reference=reference,
            status="reported",
        )
    ]
