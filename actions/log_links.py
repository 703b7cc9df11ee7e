"""
`action_log_links`: notes the links, accounts and reference numbers that the person gave.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.found import Found, found_in
from actions.log_lines import log_line
from actions.seen import Seen, seen
from bot.domain.address import Flag, Reason, Refused, normalize_address
from bot.domain.evidence import Change, Entry, current_items, sameness
from bot.domain.facts import Facts

CHANGES_SLOT = "evidence_changes"
USED = ("links", "accounts", "reference", "link_refused")
ONE = "one"
"""What `link_refused` says where one of several couldn't be read as a link."""
MOST_SHOWN = 3
"""Things read back one by one; of more at once, the count is told."""
TOLD_FLAGS: tuple[Flag, ...] = ("credentials_removed", "look_alike")
"""What a person should know of an address that was noted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """
    What was made of the message: changes to note, what was not taken and why, what to say beside it.
    """

    changes: tuple[Change, ...]
    refused: tuple[Reason, ...] = ()
    flags: tuple[Flag, ...] = ()


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
        The changes to the log, what was done in `log_result`, how many things were added without a time in
        `log_undated`, and the used slots emptied.
        """
        person = seen(tracker)
        found = found_in(self._facts, person, person.values("date"))
        read = self._read(person, found)
        items = current_items(person.entries)
        known = {sameness(each) for each in items}
        new = tuple(each for each in read.changes if sameness(each) not in known)
        changes = new or tuple(_referenced(person, items))
        result = _result(read, changes)
        self._say(dispatcher, person, changes, result)
        if person.slots.get("link_refused") == ONE:
            read = replace(read, refused=(*read.refused, "not_an_address"))
        _say_more(dispatcher, read, found, result)
        undated = sum(each.kind == "added" and each.found is None for each in changes)
        undated += int(person.slots.get("log_undated") or 0)
        return [
            SlotSet(CHANGES_SLOT, [asdict(each) for each in changes]),
            SlotSet("log_result", result),
            SlotSet("log_undated", float(undated) or None),
            SlotSet("log_when", "ask" if undated else "none"),
            *(SlotSet(name, None) for name in USED),
        ]

    def _read(self, person: Seen, found: Found) -> _Read:
        accounts = list(dict.fromkeys(person.slots.get("accounts") or ()))
        common = Change(
            account=accounts[0] if len(accounts) == 1 else None,
            found=found.text,
            zone=found.zone,
            reference=person.slots.get("reference"),
            status="reported" if person.slots.get("reference") else "found",
        )
        links = list(dict.fromkeys(person.slots.get("links") or ()))
        if links:
            return self._links(links, common, person)
        platform = person.slots.get("platform")
        named = (replace(common, account=each, platform=platform) for each in accounts)
        return _Read(changes=tuple(_once(named)))

    def _links(self, links: Iterable[str], common: Change, person: Seen) -> _Read:
        read = [(link, normalize_address(_as_given(link, person))) for link in links]
        taken = [each for _, each in read if not isinstance(each, Refused)]
        changes = (
            replace(
                common,
                address=each.given,
                normalized=each.normalized,
                platform=self._platform(each.host),
            )
            for each in taken
        )
        flags = {flag for each in taken for flag in each.flags}
        return _Read(
            changes=tuple(_once(changes)),
            refused=tuple(each.reason for _, each in read if isinstance(each, Refused)),
            flags=tuple(flag for flag in TOLD_FLAGS if flag in flags),
        )

    def _platform(self, host: str) -> str | None:
        platform = self._facts.platform_by_domain(host)
        return platform.id if platform else None

    def _say(
        self,
        dispatcher: CollectingDispatcher,
        person: Seen,
        changes: Sequence[Change],
        result: str,
    ) -> None:
        if result == "refused":
            return
        if result != "added":
            dispatcher.utter_message(response=f"utter_log_{result}")
            return
        if len(changes) > MOST_SHOWN:
            dispatcher.utter_message(response="utter_log_added_many", count=len(changes))
            return
        lines = [log_line(self._facts, each, person.now) for each in changes]
        dispatcher.utter_message(response="utter_log_added", added=lines, count=len(lines))


def _result(read: _Read, changes: Sequence[Change]) -> str:
    if changes:
        return "added"
    if read.changes:
        return "known"
    return "refused" if read.refused else "nothing"


def _say_more(dispatcher: CollectingDispatcher, read: _Read, found: Found, result: str) -> None:
    """
    One thing more at most: what was not taken, what was left out of an address, a day that is still to come.
    """
    more = [f"utter_log_refused_{each}" for each in read.refused]
    more += [f"utter_log_{each}" for each in read.flags]
    if found.is_future and result == "added":
        more.append("utter_log_future")
    if more:
        dispatcher.utter_message(response=more[0])


def _once(changes: Iterable[Change]) -> Iterator[Change]:
    """
    Each thing once, however often one message names it.
    """
    named: set[str | None] = set()
    for each in changes:
        if sameness(each) not in named:
            named.add(sameness(each))
            yield each


def _as_given(link: str, person: Seen) -> str:
    """
    The address as the person wrote it, where the message still tells.
    """
    for each in person.entities:
        if each["entity"] == "url" and each["value"] == link and each.get("given"):
            return str(each["given"])
    return link


def _referenced(person: Seen, items: Sequence[Entry]) -> Iterator[Change]:
    """
    A reference number alone belongs to the thing noted last; with nothing noted it is kept by itself.
    """
    reference = person.slots.get("reference")
    if reference is None or any(each.reference == reference for each in items):
        return
    if items:
        last = items[-1]
        kept = {name: getattr(last, name) for name in KEPT}
        yield Change(kind="corrected", **kept, reference=reference, status="reported")
    else:
        platform = person.slots.get("platform")
        yield Change(reference=reference, status="reported", platform=platform)


KEPT = ("item", "address", "normalized", "platform", "account", "found", "zone", "note")
"""What a correction says again, so that it can be read by itself."""
