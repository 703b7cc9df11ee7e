"""
Which platforms take part in taking fingerprints, for the service that fits the age.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.name_partners import NamePartners
from tests.unit.actions.perform import facts, names, perform, platform, service

FACTS = facts(
    platform("Both"),
    platform("Adults"),
    platform("Minors"),
    platform("Neither"),
    service("stopncii", "adult", partners=("both", "adults")),
    service("take_it_down", "minor", partners=("minors", "both")),
)


@pytest.mark.parametrize(
    ("slots", "response", "platforms"),
    [
        ({}, "utter_partners_both", ["Both"]),
        ({"age_in_image": "adult"}, "utter_partners_adult", ["Both", "Adults"]),
        ({"age_in_image": "minor"}, "utter_partners_minor", ["Minors", "Both"]),
        ({"age_in_image": "unknown"}, "utter_partners_minor", ["Minors", "Both"]),
        ({"age_in_image": "adult", "minor_road": True}, "utter_partners_minor", ["Minors", "Both"]),
    ],
)  # fmt: skip
def test_the_list_of_the_service_that_fits(
    slots: dict[str, Any], response: str, platforms: list[str]
) -> None:
    """
    While no age was said, those that take part in both.
    """
    assert [{"response": response, "platforms": platforms}] == perform(
        NamePartners(FACTS), slots
    ).said


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (None, ["in_both", "in_adults_only", "in_minors_only", "takes_no_part"]),
        ("adult", ["takes_part", "takes_part", "takes_no_part", "takes_no_part"]),
        ("minor", ["takes_part", "takes_no_part", "takes_part", "takes_no_part"]),
    ],
)
def test_each_platform_that_was_named_is_answered(age: str | None, words: list[str]) -> None:
    """
    A platform that nobody knows is passed over.
    """
    named = ("both", "adults", "minors", "neither", "unheard_of", "both")
    done = perform(
        NamePartners(FACTS),
        {"age_in_image": age},
        entities=[names("platform", each) for each in named],
    )
    answers = [
        {"response": f"utter_word_{word}", "platform": name}
        for word, name in zip(words, ("Both", "Adults", "Minors", "Neither"), strict=True)
    ]

    assert [{"response": f"utter_partners_named_{age or 'both'}", "answers": answers}] == done.said
    assert {} == done.slots


def test_without_the_services_nobody_takes_part() -> None:
    """
    Facts may be missing while they are written.
    """
    done = perform(NamePartners(facts(platform("Both"))), entities=[names("platform", "both")])

    assert [{"response": "utter_word_takes_no_part", "platform": "Both"}] == (
        done.said[0]["answers"]
    )
