"""
Names of accounts, with and without an @, and words that only stand where a name could.
"""

from __future__ import annotations

import pytest

from tests.unit.nlu.entities.reading import pieces, values

FORMS = [
    ("@mike_x", ["@mike_x"]),
    ("add @Kofi_Boss.22 please", ["@Kofi_Boss.22"]),
    ("its @mike_x.", ["@mike_x"]),
    ("(@mike_x)", ["@mike_x"]),
    ("@mike_x and @tom.22", ["@mike_x", "@tom.22"]),
    ("tiktok @justice.for.me.12", ["@justice.for.me.12"]),
    ("his snap is mike.jones22", ["@mike.jones22"]),
    ("the account is carla_real_333", ["@carla_real_333"]),
    ("account called carla_real_333", ["@carla_real_333"]),
    ("username: foo", ["@foo"]),
    ("user name is foo", ["@foo"]),
    ('the user name is "Kofi_Boss_Real"', ["@Kofi_Boss_Real"]),
    ("his handle is foo", ["@foo"]),
    ("his insta: mike_99", ["@mike_99"]),
    ("discord is mike#1234", ["@mike#1234"]),
    ("telegram username is foo_bar", ["@foo_bar"]),
    ("user on reddit is throwaway_0909", ["@throwaway_0909"]),
    ("posted by u/burner99", ["@burner99"]),
    ("su usuario es pepe_77", ["@pepe_77"]),
    ("ig is j.doe_1", ["@j.doe_1"]),
]

TRAPS = [
    "mike@example.com",
    "his snap is private",
    "his insta is fake",
    "the account is gone",
    "my username is unknown",
    "the handle is on the door",
    "user is a man",
    "his name is mike",
    "meet @ 5",
    "@ home",
    "the account is 3 days old",
    "his account was 100 followers",
    "page is down",
    "profile: private",
    "and/or us/them",
    "my id is 1234",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_reads_each_handle_as_it_was_typed(text: str, expected: list[str]) -> None:
    """
    Every name is given with an @, in the case in which it was typed.
    """
    assert expected == values(text, "handle")


@pytest.mark.parametrize("text", TRAPS)
def test_leaves_other_words_alone(text: str) -> None:
    """
    What says something of an account is not its name.
    """
    assert [] == values(text, "handle")


def test_spans_the_name_with_its_sign() -> None:
    """
    The @ belongs to the span.
    """
    assert ["@mike_x"] == pieces("its @mike_x ok", "handle")
