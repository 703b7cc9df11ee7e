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
