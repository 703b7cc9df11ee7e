"""
Links, accounts and reference numbers go into the log; what stands there already isn't written again.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from actions.log_links import LogLinks
from bot.domain.evidence import Change
from tests.unit.actions.perform import entry, facts, names, perform, platform

FACTS = facts(platform("Site", domains=("example.com",)), platform("Chat"))
A, B = "https://example.com/a", "https://elsewhere.example/b"
GIVEN = entry(1, address="example.com/a", normalized=A, platform="site")


def noted(slots: dict[str, Any], **more: Any) -> tuple[list[Change], str, list[str]]:
    """
    What is added to the log, the result, and the responses said.
    """
    done = perform(LogLinks(FACTS), slots, **more)
    assert all(done.slots[name] is None for name in ("links", "accounts", "reference"))
    changes = [Change(**each) for each in done.slots["evidence_changes"]]
    return changes, done.slots["log_result"], [each["response"] for each in done.said]


@pytest.mark.parametrize(
    ("slots", "changes"),
    [
        ({"links": [A]}, [Change(address=A, normalized=A, platform="site")]),
        ({"links": [A, B, A]}, [Change(address=A, normalized=A, platform="site"), Change(address=B, normalized=B)]),
        ({"links": [A], "accounts": ["@x"]}, [Change(address=A, normalized=A, platform="site", account="@x")]),
        ({"links": [A], "accounts": ["@x", "@y"]}, [Change(address=A, normalized=A, platform="site")]),
        ({"accounts": ["@x", "@y"], "platform": "chat"}, [Change(account="@x", platform="chat"), Change(account="@y", platform="chat")]),
        ({"links": [A], "reference": "R-1"}, [Change(address=A, normalized=A, platform="site", reference="R-1", status="reported")]),
        ({"reference": "R-1", "platform": "chat"}, [Change(reference="R-1", status="reported", platform="chat")]),
    ],
)  # fmt: skip
def test_what_is_new_is_added(slots: dict[str, Any], changes: list[Change]) -> None:
    """
    Each link once; one account belongs to all links, several to none of them.
    """
    assert (changes, "added", ["utter_log_added"]) == noted(slots)


def test_a_link_stands_there_as_it_was_given_and_when_it_was_found() -> None:
    """
    The words of the person are the evidence; what it is compared by is put right.
    """
    entities = [
        names("url", B, given="hxxps://elsewhere[.]example/b"),
        names("url", A, given="example.com/a"),
        names("date", "2026-05-30"),
    ]

    assert [
        Change(
            address="example.com/a", normalized=A, platform="site", found="2026-05-30"
        )
    ] == noted({"links": [A]}, entities=entities)[0]  # fmt: skip


@pytest.mark.parametrize(
    ("slots", "entries"),
    [
        ({"links": [A]}, [GIVEN]),
        ({"accounts": ["@x"]}, [entry(1, account="@x")]),
    ],
)
def test_what_is_known_is_not_added_again(slots: dict[str, Any], entries: list[Any]) -> None:
    """
    That is said.
    """
    assert ([], "known", ["utter_log_known"]) == noted(slots, entries=entries)


def test_an_account_is_noted_beside_a_link_of_its_own() -> None:
    """
    A link by that account doesn't make the account itself known.
    """
    with_account = entry(1, address=A, normalized=A, account="@x")

    assert [Change(account="@x")] == noted({"accounts": ["@x"]}, entries=[with_account])[0]


def test_nothing_given_is_said_to_be_nothing() -> None:
    """
    With how a link looks.
    """
    assert ([], "nothing", ["utter_log_nothing"]) == noted({})


def test_a_reference_number_belongs_to_what_was_noted_last() -> None:
    """
    A correction of that thing, with all that was known of it.
    """
    last = entry(
        2, address="b", normalized=B, platform="chat", account="@x", found="today", note="n"
    )
    corrected = Change(
        kind="corrected",
        item=2,
        address="b",
        normalized=B,
        platform="chat",
        account="@x",
        found="today",
        note="n",
        reference="R-1",
        status="reported",
    )

    assert ([corrected], "added", ["utter_log_added"]) == noted(
        {"reference": "R-1"}, entries=[GIVEN, last]
    )


def test_a_reference_number_that_is_there_is_not_noted_twice() -> None:
    """
    Nothing changes.
    """
    kept = entry(1, address="a", normalized=A, reference="R-1", status="reported")

    assert [] == noted({"reference": "R-1"}, entries=[kept])[0]


def test_what_was_added_is_read_back() -> None:
    """
    Line by line, with how many.
    """
    done = perform(LogLinks(FACTS), {"links": [A, B]})

    assert [
        {
            "response": "utter_log_added",
            "count": 2,
            "added": [
                {"response": "utter_word_log_line", "what": A, "details": ["Site", "2026-06-01"]},
                {"response": "utter_word_log_line", "what": B, "details": ["2026-06-01"]},
            ],
        }
    ] == done.said
    assert asdict(Change(address=B, normalized=B)) == done.slots["evidence_changes"][1]


@pytest.mark.parametrize(
    ("given", "address", "normalized", "said"),
    [
        ("https://www.example.com/a?utm_source=x&id=1", "https://www.example.com/a?utm_source=x&id=1", "https://example.com/a?id=1", []),
        ("https://me:secret@example.com/a", "https://example.com/a", A, ["utter_log_credentials_removed"]),
        ("https://ex\u0430mple.com/a", "https://ex\u0430mple.com/a", "https://xn--exmple-4nf.com/a", ["utter_log_look_alike"]),
        ("https://example.com/\u202ea", "https://example.com/a", A, []),
    ],
    ids=["tracking", "password", "homograph", "direction mark"],
)  # fmt: skip
def test_an_address_is_noted_as_given_and_compared_in_one_spelling(
    given: str, address: str, normalized: str, said: list[str]
) -> None:
    """
    But for a password in it and what can't be seen; whoever should know of something is told.
    """
    changes, _, responses = noted({"links": [A]}, entities=[names("url", A, given=given)])

    assert [(address, normalized)] == [(each.address, each.normalized) for each in changes]
    assert ["utter_log_added", *said] == responses
    assert "secret" not in str(changes)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("http://192.168.1.5/x", "private"),
        ("http://10.0.0.1:8080/", "private"),
        ("https://example.com/" + "x" * 2100, "too_long"),
        ("https://not a page", "not_an_address"),
    ],
)
def test_what_is_no_page_is_not_noted(link: str, reason: str) -> None:
    """
    Why is said; what else came with it is noted.
    """
    assert ([], "refused", [f"utter_log_refused_{reason}"]) == noted({"links": [link]})
    changes, _, said = noted({"links": [link, B]})
    assert [B] == [each.address for each in changes]
    assert ["utter_log_added", f"utter_log_refused_{reason}"] == said


def test_many_at_once_are_counted_and_not_read_back() -> None:
    """
    Never a wall.
    """
    done = perform(LogLinks(FACTS), {"links": [f"https://example.com/{n}" for n in range(40)]})

    assert [{"response": "utter_log_added_many", "count": 40}] == done.said
    assert 40 == len(done.slots["evidence_changes"])


@pytest.mark.parametrize(
    ("slots", "words", "found", "zone", "when"),
    [
        ({"time_zone": "Europe/Berlin"}, ["last week"], "2026-05-25/2026-05-31", "Europe/Berlin", "none"),
        ({}, ["last week"], "last week", None, "none"),
        ({}, [], None, None, "ask"),
        ({}, ["tomorrow"], None, None, "ask"),
    ],
)  # fmt: skip
def test_when_it_was_found_is_read_in_the_persons_time(
    slots: dict[str, Any], words: list[str], found: str | None, zone: str | None, when: str
) -> None:
    """
    Where it wasn't told, it is to be asked.
    """
    entities = [names("date", each) for each in words]
    done = perform(LogLinks(FACTS), {"links": [A], **slots}, entities=entities)
    (change,) = done.slots["evidence_changes"]

    assert (found, zone, when) == (change["found"], change["zone"], done.slots["log_when"])
    assert ("tomorrow" in words) == any("future" in each["response"] for each in done.said)


def test_things_without_a_time_are_counted_up() -> None:
    """
    Until they are asked about.
    """
    slots = {"links": [A, B], "log_undated": 2.0}

    assert 4.0 == perform(LogLinks(FACTS), slots).slots["log_undated"]


def test_the_same_account_is_known_in_any_spelling() -> None:
    """
    With or without the sign, in capitals or not.
    """
    kept = entry(1, account="@Some_One")

    assert ([], "known", ["utter_log_known"]) == noted({"accounts": ["some_one"]}, entries=[kept])
