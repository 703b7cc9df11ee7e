"""
Suggestions for misspelt names, and which values a slot takes.
"""

from __future__ import annotations

import pytest

from bot.domain.slot import Slot, SlotType, Value
from bot.loading.known import LISTED, fits, one_of, similar, values_of, words_joined

GROUP = Slot(name="group", type="categorical", values=("adult", "minor"))


@pytest.mark.parametrize(
    ("word", "words", "meant"),
    [
        ("agee", ["age", "country"], "age"),
        ("utter_ask_safe", ["utter_ask_age", "utter_ask_sage"], "utter_ask_sage"),
        ("utter_ask_safe", ["utter_ask_age", "utter_safe"], None),
        ("action_lok", ["action_look", "utter_look"], "action_look"),
        ("nothing", ["age"], None),
        ("x", [], None),
    ],
)
def test_the_name_that_was_meant(word: str, words: list[str], meant: str | None) -> None:
    """
    The nearest name is found by what is its own, not by the beginning that many share.
    """
    assert meant == similar(word, words)


@pytest.mark.parametrize(
    ("word", "words", "otherwise", "expected"),
    [
        ("agee", ["age", "size"], "a slot", "age"),
        ("x", ["age", "size"], "a slot", "a slot"),
        ("x", ["age", "size"], None, "one of age, size"),
        ("x", ["age"], None, "age"),
        ("x", [f"name{number}" for number in range(LISTED + 1)], None, "another name"),
    ],
)
def test_what_to_expect_instead(
    word: str, words: list[str], otherwise: str | None, expected: str
) -> None:
    """
    The name that was meant, else what is said otherwise, else a short list.
    """
    assert expected == one_of(word, words, otherwise)


def test_words_joined() -> None:
    """
    One word stands alone.
    """
    assert ("a", "one of a, b") == (words_joined(["a"]), words_joined(["a", "b"]))


@pytest.mark.parametrize(
    ("kind", "taken", "refused"),
    [
        ("text", ["a", "", None], [1, True, []]),
        ("bool", [True, False, None], ["true", 1, 0]),
        ("float", [1, 1.5, None], ["1", True]),
        ("list", [[], ["a"], None], ["a", {}]),
        ("any", [1, "a", [], {}, True, None], []),
    ],
)
def test_what_a_slot_takes(kind: SlotType, taken: list[Value], refused: list[Value]) -> None:
    """
    Values of its own type only, and nothing at all.
    """
    slot = Slot(name="x", type=kind)

    assert [True] * len(taken) == [fits(slot, value) for value in taken]
    assert [False] * len(refused) == [fits(slot, value) for value in refused]


def test_what_a_categorical_slot_takes() -> None:
    """
    One of its values.
    """
    assert [True, True, False, False] == [
        fits(GROUP, value) for value in ("adult", None, "child", True)
    ]


@pytest.mark.parametrize(
    ("slot", "wrong", "expected"),
    [
        (GROUP, "minr", "minor"),
        (GROUP, "x", "one of adult, minor"),
        (Slot(name="x", type="bool"), "yes", "true or false"),
        (Slot(name="x", type="float"), "one", "a number"),
        (Slot(name="x", type="list"), "one", "a list"),
        (Slot(name="x", type="text"), 5, 'a text: "5"'),
    ],
)
def test_what_a_slot_takes_instead(slot: Slot, wrong: Value, expected: str) -> None:
    """
    In a writer's words.
    """
    assert expected == values_of(slot, wrong)
