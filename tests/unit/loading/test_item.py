"""
Items: what a value should be is asked for, what it isn't is noted with its place.
"""

from __future__ import annotations

import pytest

from bot.loading.item import Item, Keys, Notes
from bot.loading.known import Known
from bot.loading.yaml_lines import read_text


def item(text: str) -> Item:
    """
    The item of a file `f.yml` with this text.
    """
    data, lines = read_text(text, "f.yml")
    return Item(data=data, lines=lines, notes=Notes())


def told(of: Item) -> list[str]:
    return [mistake.describe() for mistake in of.notes.mistakes]


def test_fields() -> None:
    """
    Known keys come out in their order; unknown, unsupported, missing and odd ones are noted.
    """
    keys = Keys(
        allowed=("name", "size", "place"), required=("place",), instead={"colour": "nothing here"}
    )
    given = item("size: 1\nname: x\nnme: y\ncolour: red\n5: z\n")
    found = given.fields("a thing", keys)

    assert [("name", "x"), ("size", 1)] == [(key, each.data) for key, each in found.items()]
    assert sorted(
        [
            "f.yml:1: a thing has no 'place'; expected place: …",
            "f.yml:3: unknown key 'nme' in a thing; expected name",
            "f.yml:4: 'colour' in a thing isn't supported; expected nothing here",
            "f.yml:1: the key 5 in a thing isn't text; expected a key of letters",
        ]
    ) == sorted(told(given))


@pytest.mark.parametrize(
    ("text", "value", "mistake"),
    [
        ("a", "a", []),
        ("' a '", "a", []),
        ("' '", "", ["f.yml:1: it is empty; expected a text"]),
        ("null", "", ["f.yml:1: it is empty; expected a text"]),
        ("5", "", ['f.yml:1: it is a number; expected a text: "5"']),
        ("1.5", "", ['f.yml:1: it is a number; expected a text: "1.5"']),
        ("true", "", ['f.yml:1: it is true or false; expected a text: "true"']),
        ("[a]", "", ["f.yml:1: it is a list; expected a text"]),
        ("{a: b}", "", ["f.yml:1: it is a mapping; expected a text"]),
    ],
)
def test_texts(text: str, value: str, mistake: list[str]) -> None:
    """
    A text that says something; for anything else it says what stands there instead.
    """
    given = item(text)

    assert (value, mistake) == (given.text("it"), told(given))


@pytest.mark.parametrize(
    ("text", "value"),
    [("a_1", "a_1"), ("A", ""), ("1a", ""), ("a-b", ""), ("a b", ""), ("[]", "")],
)
def test_identifiers(text: str, value: str) -> None:
    """
    Small letters, digits and underscores.
    """
    given = item(text)

    assert (value, value == "") == (given.identifier("it"), bool(told(given)))


def test_flags() -> None:
    """
    True and false only; anything else is the default.
    """
    given = item("a: true\nb: 'true'\n")

    assert (True, False) == (
        given.child("a").flag("it", default=False),
        given.child("b").flag("it", default=False),
    )
    assert ["f.yml:2: it is a text; expected true or false"] == told(given)


@pytest.mark.parametrize(
    ("text", "whole", "value", "mistake"),
    [
        ("5", True, 5, []),
        ("0.5", False, 0.5, []),
        ("0.5", True, None, ["f.yml:1: it is a number; expected a whole number"]),
        ("11", True, None, ["f.yml:1: it is 11; expected a number from 0 to 10"]),
        ("-1", True, None, ["f.yml:1: it is -1; expected a number from 0 to 10"]),
        ("true", True, None, ["f.yml:1: it is true or false; expected a whole number"]),
        ("x", False, None, ["f.yml:1: it is a text; expected a number"]),
    ],
)
def test_numbers(text: str, *, whole: bool, value: float | None, mistake: list[str]) -> None:
    """
    Numbers within limits.
    """
    given = item(text)

    assert (value, mistake) == (given.number("it", least=0, most=10, whole=whole), told(given))


def test_entries_and_names() -> None:
    """
    Lists give their items, mappings those with proper names.
    """
    given = item("list: [a, b]\nnames: {a: 1, B: 2}\nother: 5\n")

    assert ["a", "b"] == [each.data for each in given.child("list").entries("it")]
    assert {"a": 1} == {name: each.data for name, each in given.child("names").named("it").items()}
    assert ([], {}) == (given.child("other").entries("it"), given.child("other").named("it"))
    assert [
        "f.yml:2: the name 'B' can't be used; expected small letters, digits and _, a letter first",
        "f.yml:3: it is a number; expected a list: lines that begin with -",
        "f.yml:3: it is a number; expected names, each with what belongs to it below",
    ] == told(given)


def test_checks_wait_until_everything_is_known() -> None:
    """
    A check runs when it is called for, with what is known then.
    """
    given = item("a")
    given.later(lambda known: given.wrong("no") if not known.intents else None)

    before = told(given)
    for check in given.notes.checks:
        check(Known())
    assert ([], ["f.yml:1: no"]) == (before, told(given))


@pytest.mark.parametrize(
    ("text", "written"), [("true", "true"), ("5", "5"), ("[a]", "…"), ("a", "a")]
)
def test_as_written(text: str, written: str) -> None:
    """
    Plain values print as YAML has them.
    """
    assert written == item(text).written
