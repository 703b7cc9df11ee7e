"""
What removal notices are made of: the links of one site from the log, as they really are, and the pieces of their text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from actions.seen import Seen
from bot.domain.deadline import deadline_after
from bot.domain.evidence import Entry, current_items
from bot.domain.facts import Facts

MAX_LINKS = 20
"""Links in one notice; what is more comes into the next one."""
OPEN = ("found", "reported", "back_again", None)
ASKED = ("notice_sent", "refused")
WEB = ("http://", "https://")


def address_of(item: Entry) -> str | None:
    """
    The address that a site can find: as given, or put back where it was given defanged.
    """
    given = item.address or ""
    return given if given.startswith(WEB) else item.normalized or item.address


def site_of(item: Entry) -> str | None:
    """
    The name of the site that a thing stands on, without `www`; None for a thing without an address.
    """
    host = urlsplit(address_of(item) or "").hostname
    return host.removeprefix("www.") if host else None


def to_ask(person: Seen) -> tuple[Entry, ...]:
    """
    The things in the log with an address, whose removal was not asked for yet.
    """
    return tuple(
        item for item in current_items(person.entries) if item.status in OPEN and site_of(item)
    )


def asked(person: Seen) -> tuple[Entry, ...]:
    """
    The things whose removal was asked for, and which aren't gone.
    """
    return tuple(
        item for item in current_items(person.entries) if item.status in ASKED and site_of(item)
    )


def of_site(items: Iterable[Entry], site: str | None) -> tuple[Entry, ...]:
    """
    Those that stand on one site, at most as many as fit into one notice.
    """
    return tuple(item for item in items if site_of(item) == site)[:MAX_LINKS]


def links(items: Sequence[Entry]) -> list[dict[str, Any]]:
    """
    Their exact addresses, numbered, one a line.
    """
    return [
        {"response": "utter_word_numbered", "number": number, "line": address_of(item)}
        for number, item in enumerate(items, 1)
    ]


def shows(slots: Mapping[str, Any]) -> list[dict[str, Any]]:
    """
    What the links show, in sentences.
    """
    minor = slots.get("age_in_image") == "minor"
    words = ("utter_word_notice_shows", *(("utter_word_notice_minor",) if minor else ()))
    return [{"response": "utter_word_line", "line": {"response": each}} for each in words]


def law(facts: Facts, country: str | None) -> dict[str, Any]:
    """
    The sentence that names the law, or the site's own rules where no law is known.
    """
    if country in (None, "US"):
        return {"response": "utter_word_notice_law_us"}
    known = facts.law_for(country) is not None
    return {"response": f"utter_word_notice_{'law_known' if known else 'rules'}"}


def due(facts: Facts, country: str | None, now: datetime) -> str:
    """
    When an answer to a notice sent now is due, as ISO time.
    """
    told = facts.law_for(country or "US")
    return deadline_after(now, told.deadline_hours if told else None)


def readable(moment: str) -> str:
    """
    An ISO time in UTC as a person reads it: day, hours and minutes.
    """
    return f"{datetime.fromisoformat(moment.replace('Z', '+00:00')):%Y-%m-%d %H:%M} UTC"
