"""
What is less than a plain yes or no, what puts off, and what ends a list.
"""

from __future__ import annotations

import pytest

from bot.domain.slot import Slot, SlotMapping
from bot.engine.doubt import doubted, ends_a_list, goes_on, knows_doubt, only_tells, puts_off
from tests.build import meant

AGE = Slot(name="age", type="categorical", values=("minor", "adult", "unknown"))
SAVED = Slot(name="saved", type="bool")
REACH = Slot(
    name="reach",
    type="categorical",
    values=("yes", "no"),
    mappings=(SlotMapping(type="from_intent", intents=("unsure",), value="no"),),
)


@pytest.mark.parametrize(("slot", "knows"), [(AGE, True), (REACH, True), (SAVED, False)])
def test_a_question_that_knows_a_dont_know(slot: Slot, knows: bool) -> None:
    """
    By a value of its own, or by a mapping.
    """
    assert knows == knows_doubt(slot)


@pytest.mark.parametrize(
    ("intent", "text", "counts_as"),
    [
        ("deny", "no", "deny"),
        ("deny", "Nope!", "deny"),
        ("deny", "no i wasn\u2019t", "deny"),
        ("deny", "no more", ""),
        ("deny", "none", "deny"),
        ("deny", "not yet", "unsure"),
        ("deny", "not really", "unsure"),
        ("deny", "not any more, not anymore", "unsure"),
        ("deny", "I don't think so", "unsure"),
        ("deny", "both", "unsure"),
        ("deny", "todavía no", "unsure"),
        ("affirm", "yes", "affirm"),
        ("affirm", "ok", "affirm"),
        ("affirm", "ok do it", ""),
        ("affirm", "yes go on", "affirm"),
        ("affirm", "yes but he may come back", "unsure"),
        ("affirm", "almost", "unsure"),
        ("pause", "not yet", "pause"),
        ("talk_to_human", "i cant call anyone", "unsure"),
        ("deny", "no i can't", "unsure"),
        ("pause", "i cant talk now", "pause"),
        ("distress", "i really can't do any of this on my own any more", "distress"),
    ],
)
def test_a_plain_answer_and_half_a_one(intent: str, text: str, counts_as: str) -> None:
    """
    Half a no isn't a no, and what only sounds like one neither.
    """
    assert counts_as == doubted(AGE, meant(intent, text=text)).intent.name


def test_a_button_is_plain() -> None:
    """
    It has no words.
    """
    parse = meant("deny", text="")

    assert parse == doubted(AGE, parse)


def test_other_questions_take_half_an_answer() -> None:
    """
    Where nothing hangs on it, "not yet" is a no.
    """
    parse = meant("deny", text="not yet")

    assert parse == doubted(SAVED, parse)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("later", True),
        ("I'll do it later", True),
        ("not now", True),
        ("tomorrow", True),
        ("talk later", False),
        ("someone is here, later", False),
        ("not", False),
        ("", False),
    ],
)
def test_putting_off(text: str, expected: bool) -> None:
    """
    Only what says no more than that.
    """
    assert expected == puts_off(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("That's all", True),
        ("no more", True),
        ("nothing else", True),
        ("no more of this please", False),
        ("stop", False),
        ("", False),
    ],
)
def test_the_end_of_a_list(text: str, expected: bool) -> None:
    """
    Stopping is something else.
    """
    assert expected == ends_a_list(text)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("my mum is downstairs", True),
        ("I'm on the bus home", True),
        ("theres people around but its ok", True),
        ("estoy en casa", True),
        ("i need a recipe", False),
        ("is he a lawyer", False),
        ("my team plays when", False),
        ("he lives far away?", False),
        ("who is the president", False),
        ("", False),
    ],
)
def test_what_only_tells_asks_for_nothing(text: str, tells: bool) -> None:
    """
    Where they are and who is near is part of the talk; a question or a wish is something else.
    """
    assert tells == only_tells(text)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("go on", True),
        ("ok lets continue", True),
        ("Next please", True),
        ("vamos a seguir", True),
        ("yes go on", False),
        ("ok", False),
        ("go to the police", False),
        ("he does it on snap", False),
    ],
)
def test_a_wish_to_go_on(text: str, on: bool) -> None:
    """
    It moves on and tells nothing; with a yes it is one.
    """
    assert on == goes_on(text)
