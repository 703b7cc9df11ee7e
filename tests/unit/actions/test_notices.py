"""
Removal notices: which links they are for, what they say, the clock that they start, and what comes of them.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.log_draft_follow_up import LogDraftFollowUp
from actions.log_draft_notice import LogDraftNotice
from actions.log_next_site import NOT_KNOWN, LogNextSite
from actions.log_notice_answer import LogNoticeAnswer
from actions.log_notice_clock import LogNoticeClock
from actions.log_notice_sent import LogNoticeSent
from actions.notices import MAX_LINKS, address_of, site_of
from bot.domain.chain import iso
from bot.domain.evidence import Change, Entry
from tests.unit.actions.perform import NOW, entry, facts, law, perform, platform

FORM, MINORS = "https://example.org/form", "https://example.org/minors"
FACTS = facts(
    law("US", hours=48),
    law("IN", hours=2),
    law("CA"),
    platform("Form", report_url=FORM, minors_report_url=MINORS),
    platform("Mail", report_email="abuse@example.org"),
    platform("Silent"),
)
A = entry(1, address="https://www.a.example/x/1", normalized="https://a.example/x/1")
B = entry(2, address="hxxps://b[.]example/2", normalized="https://b.example/2")
A2 = entry(3, address="http://a.example/y", normalized="https://a.example/y")
NOWHERE = entry(4, account="somebody")
DUE = iso(NOW + timedelta(hours=48))
SENT = entry(1, kind="corrected", status="notice_sent", deadline=DUE)


def corrected(*changes: Change) -> list[dict[str, Any]]:
    """
    What goes into the log.
    """
    return [asdict(each) for each in changes]


def line(response: str) -> dict[str, Any]:
    """
    A sentence on a line of its own.
    """
    return {"response": "utter_word_line", "line": {"response": response}}


def numbered(*links: str) -> list[dict[str, Any]]:
    """
    Links as a notice lists them.
    """
    return [
        {"response": "utter_word_numbered", "number": number, "line": link}
        for number, link in enumerate(links, 1)
    ]


@pytest.mark.parametrize(
    ("item", "address", "site"),
    [
        (A, "https://www.a.example/x/1", "a.example"),
        (B, "https://b.example/2", "b.example"),
        (entry(1, address="c.example/3"), "c.example/3", None),
        (NOWHERE, None, None),
    ],
)
def test_the_exact_address(item: Entry, address: str | None, site: str | None) -> None:
    """
    As it was given, but for addresses that were made harmless: a site can't find those.
    """
    assert (address, site) == (address_of(item), site_of(item))


@pytest.mark.parametrize(
    ("entries", "site"),
    [
        ([], None),
        ([NOWHERE], None),
        ([NOWHERE, A, B], "a.example"),
        ([A, B, SENT], "b.example"),
        ([A, SENT], None),
        ([A, entry(1, kind="withdrawn")], None),
        ([A, entry(1, kind="corrected", status="back_again")], "a.example"),
    ],
)
def test_the_next_site(entries: list[Entry], site: str | None) -> None:
    """
    The first that has a link whose removal was not asked for yet.
    """
    done = perform(LogNextSite(FACTS), entries=entries)

    assert {"notice_site": site, "notice_to": NOT_KNOWN if site else None} == done.slots


@pytest.mark.parametrize(
    ("name", "slots", "to"),
    [
        ("form", {}, FORM),
        ("form", {"age_in_image": "minor"}, MINORS),
        ("mail", {"age_in_image": "unknown"}, "abuse@example.org"),
        ("silent", {}, NOT_KNOWN),
        ("unheard_of", {}, NOT_KNOWN),
    ],
)
def test_where_a_notice_goes(name: str, slots: dict[str, Any], to: object) -> None:
    """
    The platform's own form, for a minor the one for child safety, else its address; else words stand in.
    """
    item = entry(1, address="https://a.example/1", platform=name)
    done = perform(LogNextSite(FACTS), slots, entries=[item])

    assert done.slots == {"notice_site": "a.example", "notice_to": to}


SHOWS = [line("utter_word_notice_shows")]
LINKS = numbered("https://www.a.example/x/1", "http://a.example/y")


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        (
            {"notice_kind": "us"},
            {"response": "utter_notice_us", "shows": SHOWS, "links": LINKS, "date": "2026-06-01"},
        ),
        (
            {"notice_kind": "eu", "age_in_image": "minor"},
            {
                "response": "utter_notice_eu",
                "shows": [*SHOWS, line("utter_word_notice_minor")],
                "links": LINKS,
                "date": "2026-06-01",
            },
        ),
        (
            {"country": "CA"},
            {
                "response": "utter_notice_general",
                "shows": SHOWS,
                "law": {"response": "utter_word_notice_law_known"},
                "links": LINKS,
                "date": "2026-06-01",
            },
        ),
        (
            {"notice_kind": "general", "country": "BR"},
            {
                "response": "utter_notice_general",
                "shows": SHOWS,
                "law": {"response": "utter_word_notice_rules"},
                "links": LINKS,
                "date": "2026-06-01",
            },
        ),
        (
            {"notice_kind": "copyright"},
            {"response": "utter_notice_copyright", "links": LINKS, "date": "2026-06-01"},
        ),
    ],
)
def test_a_draft(slots: dict[str, Any], said: dict[str, Any]) -> None:
    """
    It holds every exact link on that site and no other, and nothing about who the person is.
    """
    done = perform(
        LogDraftNotice(FACTS), {"notice_site": "a.example", **slots}, entries=[A, B, A2, NOWHERE]
    )

    assert ({}, [said]) == (done.slots, done.said)


@given(count=st.integers(min_value=0, max_value=2 * MAX_LINKS))
def test_a_draft_has_a_limit(count: int) -> None:
    """
    What doesn't fit comes into the next notice.
    """
    items = [
        entry(number, address=f"https://a.example/{number}") for number in range(1, count + 1)
    ]
    slots = {"notice_site": "a.example", "notice_kind": "copyright"}

    done = perform(LogDraftNotice(FACTS), slots, entries=items)

    assert min(count, MAX_LINKS) == len(done.said[0].get("links", ()))


def test_the_second_request() -> None:
    """
    It names the day of the first, and the links that are still up or were refused.
    """
    refused = entry(3, kind="corrected", status="refused")
    slots = {"notice_site": "a.example", "notice_day": "2026-05-30"}

    done = perform(LogDraftFollowUp(FACTS), slots, entries=[A, B, A2, SENT, refused])

    said = {
        "response": "utter_notice_follow_up",
        "sent": "2026-05-30",
        "links": LINKS,
        "shows": SHOWS,
        "law": {"response": "utter_word_notice_law_us"},
        "date": "2026-06-01",
    }
    assert ({}, [said]) == (done.slots, done.said)


@pytest.mark.parametrize(
    ("country", "hours"), [(None, 48), ("US", 48), ("IN", 2), ("CA", 48), ("BR", 48)]
)
def test_sending_starts_the_clock(country: str | None, hours: int) -> None:
    """
    Each link of the site gets its deadline; the site that is left is named, although the log isn't written yet.
    """
    deadline = NOW + timedelta(hours=hours)
    slots = {"notice_site": "a.example", "country": country, "told_notice": True}

    done = perform(LogNoticeSent(FACTS), slots, entries=[A, B, A2])

    changes = [
        Change(kind="corrected", item=item, status="notice_sent", deadline=iso(deadline))
        for item in (1, 3)
    ]
    assert done.slots == {
        "evidence_changes": corrected(*changes),
        "notice_day": "2026-06-01",
        "notice_due": f"{deadline:%Y-%m-%d %H:%M} UTC",
        "told_notice": None,
        "notice_site": "b.example",
        "notice_to": NOT_KNOWN,
    }


@pytest.mark.parametrize(
    ("deadline", "clock"),
    [(NOW + timedelta(seconds=1), "waiting"), (NOW, "due"), (NOW - timedelta(days=3), "due")],
)
def test_the_clock(deadline: Any, clock: str) -> None:
    """
    Of several notices, the one that is due first.
    """
    later = entry(2, kind="corrected", status="notice_sent", deadline=iso(deadline + timedelta(hours=1)))  # fmt: skip
    first = entry(1, kind="corrected", status="notice_sent", deadline=iso(deadline))

    done = perform(LogNoticeClock(), entries=[A, B, later, first])

    assert done.slots == {
        "notice_clock": clock,
        "notice_site": "a.example",
        "notice_due": f"{deadline:%Y-%m-%d %H:%M} UTC",
    }


def test_no_clock_runs() -> None:
    """
    Without a notice, or in a log that can't be read, there is nothing to wait for.
    """
    assert {"notice_clock": "none"} == perform(LogNoticeClock(), entries=[A]).slots


@pytest.mark.parametrize("status", ["removed", "refused"])
@pytest.mark.parametrize("other_waits", [True, False])
def test_an_answer_goes_into_the_log(status: Any, other_waits: bool) -> None:
    """
    For the links of that site alone.
    """
    other = entry(2, kind="corrected", status="notice_sent", deadline=DUE)
    slots = {"notice_site": "a.example", "notice_answer": status}

    entries = [A, B, SENT, *([other] if other_waits else [])]
    done = perform(LogNoticeAnswer(), slots, entries=entries)

    change = Change(kind="corrected", item=1, status=status)
    assert done.slots == {"evidence_changes": corrected(change), "notice_left": other_waits}


@pytest.mark.parametrize(("entries", "left"), [([A, SENT], True), ([A], False)])
def test_no_answer_changes_nothing(entries: list[Entry], left: bool) -> None:
    """
    Silence leaves a notice waiting.
    """
    slots = {"notice_site": "a.example", "notice_answer": "silent"}

    assert {"notice_left": left} == perform(LogNoticeAnswer(), slots, entries=entries).slots
