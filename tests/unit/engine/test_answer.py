"""
What a message says about the slots: by their mappings, by what is asked, by the options shown.
"""

from __future__ import annotations

import pytest

from bot.domain.message import Button
from bot.domain.parse import Entity, Parse
from bot.domain.slot import Slot, SlotMapping, SlotType, Value
from bot.domain.tracker import Frame, Tracker
from bot.engine.answer import (
    asserted_facts,
    chosen_option,
    exact_title,
    facts_only,
    fit,
    named_facts,
    number_of,
    opened_title,
    ordinal_in,
    title_within,
    told,
    worded_option,
)
from tests.build import ask, assistant, entity, flow, meant

AGE = Slot(
    name="age",
    type="categorical",
    values=("minor", "adult", "unknown"),
    mappings=(
        SlotMapping(type="from_entity", entity="age_group", role="in_image"),
        SlotMapping(type="from_entity", entity="age_group", role="bare", requested_slot="age"),
        SlotMapping(type="from_intent", intents=("under_18",), value="minor"),
        SlotMapping(type="from_intent", intents=("deny",), value="adult", requested_slot="age"),
    ),
)
SLOTS = (
    AGE,
    Slot(name="paid", type="categorical", values=("yes", "no", "unsure")),
    Slot(name="saved", type="bool"),
    Slot(
        name="links", type="list", mappings=(SlotMapping(type="from_entity", entity="url"),)
    ),
    Slot(
        name="site",
        type="text",
        mappings=(
            SlotMapping(type="from_entity", entity="platform", not_intents=("which",), active_flow="report"),
        ),
    ),
    Slot(
        name="go_on",
        type="bool",
        mappings=(
            SlotMapping(type="from_intent", not_intents=("stop",), value=True, requested_slot="go_on"),
        ),
    ),
    Slot(
        name="years", type="float", mappings=(SlotMapping(type="from_entity", entity="age"),)
    ),
)  # fmt: skip
ASSISTANT = assistant(
    flow("report", *(ask(slot.name) for slot in SLOTS)), flow("other", ask("paid")), slots=SLOTS
)


def open_at(slot: str, in_flow: str = "report") -> Tracker:
    """
    A conversation that waits for this slot.
    """
    return Tracker(stack=(Frame(flow=in_flow, step=slot),))


@pytest.mark.parametrize(
    ("tracker", "parse", "filled"),
    [
        (Tracker(), meant("x", entities=[entity("age_group", "adult", "in_image")]), {"age": "adult"}),
        (Tracker(), meant("x", entities=[entity("age_group", "adult", "bare")]), {}),
        (open_at("age"), meant("x", entities=[entity("age_group", "adult", "bare")]), {"age": "adult"}),
        (open_at("paid"), meant("x", entities=[entity("age_group", "adult", "bare")]), {}),
        (Tracker(), meant("under_18"), {"age": "minor"}),
        (Tracker(), meant("under_18", 0.2), {}),
        (Tracker(), meant("under_18", entities=[entity("age_group", "unknown", "in_image")]), {"age": "unknown"}),
        (Tracker(), meant("x", entities=[entity("age_group", "ancient", "in_image"), entity("age_group", "adult", "in_image")]), {"age": "adult"}),
        (open_at("age"), meant("deny", text="no"), {"age": "adult"}),
        (open_at("age"), meant("deny", text="not yet"), {"age": "unknown"}),
        (open_at("age"), meant("unsure"), {"age": "unknown"}),
        (open_at("age"), meant("unsure", 0.2), {}),
        # "I'm 22" is the age of today
        (open_at("age"), meant("x", entities=[entity("age", 22, "now"), entity("age_group", "adult", "bare")]), {}),
        (open_at("paid"), meant("affirm"), {"paid": "yes"}),
        (open_at("paid"), meant("deny", text="nope"), {"paid": "no"}),
        (open_at("paid"), meant("unsure"), {"paid": "unsure"}),
        (open_at("saved"), meant("deny"), {"saved": False}),
        (open_at("saved"), meant("unsure"), {}),
        (open_at("site"), meant("affirm"), {}),
        (Tracker(), meant("x", entities=[entity("platform", "x")]), {}),
        (open_at("paid"), meant("x", entities=[entity("platform", "x")]), {"site": "x"}),
        (open_at("paid", "other"), meant("x", entities=[entity("platform", "x")]), {}),
        (open_at("paid"), meant("which", entities=[entity("platform", "x")]), {}),
        (open_at("go_on"), meant("x", 0.1), {"go_on": True}),
        (open_at("go_on"), meant("stop"), {}),
        (Tracker(), meant("x", entities=[entity("url", "b"), entity("url", "a"), entity("url", "b"), entity("url", 1.0)]), {"links": ["b", "a"]}),
        (Tracker(), meant("x", entities=[entity("age", 16), entity("age", 40)]), {"years": 16}),
        (Tracker(), meant("x", entities=[entity("age", True)]), {}),
    ],
)  # fmt: skip
def test_what_a_message_tells(tracker: Tracker, parse: Parse, filled: dict[str, Value]) -> None:
    """
    An entity goes before an intent, the first that fits before others; a list takes all of them once.
    """
    assert filled == told(ASSISTANT, tracker, parse)


@pytest.mark.parametrize(
    ("kind", "value", "fitting"),
    [
        ("categorical", "minor", "minor"),
        ("categorical", "old", None),
        ("categorical", 3, None),
        ("bool", True, True),
        ("bool", "yes", None),
        ("float", 16, 16),
        ("float", 1.5, 1.5),
        ("float", True, None),
        ("float", "16", None),
        ("text", "a", "a"),
        ("text", 1, None),
        ("list", ["a"], ["a"]),
        ("any", {"a": 1}, {"a": 1}),
    ],
)
def test_a_value_fits_or_is_left(kind: SlotType, value: Value, fitting: Value) -> None:
    """
    Nothing is bent into a type.
    """
    slot = Slot(name="a", type=kind, values=("minor", "adult") if kind == "categorical" else ())

    assert fitting == fit(slot, value)


@pytest.mark.parametrize(("value", "word"), [(True, "yes"), (False, "no")])
def test_yes_and_no_fit_a_question_with_more_answers(value: bool, word: str) -> None:
    """
    Where it has them.
    """
    assert word == fit(Slot(name="a", type="categorical", values=("yes", "no")), value)
    assert fit(AGE, value) is None


OPTIONS = [
    Button(title="Yes, I have it", payload="/a"),
    Button(title="Only a screenshot", payload="/b"),
    Button(title="No, I don't", payload="/c"),
    Button(title="X (Twitter)", payload="/d"),
]


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("2", "/b"),
        ("option 2", "/b"),
        ("#2", "/b"),
        ("no. 2", "/b"),
        ("(2)", "/b"),
        ("2.", "/b"),
        (" 2! ", "/b"),
        ("9", None),
        ("0", None),
        ("only a screenshot", "/b"),
        ("ONLY  A   SCREENSHOT!!", "/b"),
        ("no i dont", "/c"),
        ("No, I don\u2019t", "/c"),
        ("onyl a screenshot", "/b"),
        ("only a screenshott", "/b"),
        ("screenshot", "/b"),
        ("a screenshot", "/b"),
        ("twitter", "/d"),
        ("have", "/a"),
        ("no", None),
        ("i", None),
        ("snapchat", None),
        ("", None),
        ("!!!", None),
        ("i only have a screenshot of it somewhere on my old phone", None),
    ],
)
def test_an_option_by_number_title_or_word(text: str, payload: str | None) -> None:
    """
    Typos are forgiven; words that any option could hold tell nothing, and long messages are no titles.
    """
    option = chosen_option(OPTIONS, text)

    assert payload == (option.payload if option else None)


AGES = [
    Button(title="No, I was 18 or over", payload="/a"),
    Button(title="Yes, under 18", payload="/b"),
]


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("no, 18 or over", "/a"),
        ("18 or over", "/a"),
        ("under 18", "/b"),
        ("not over 18", None),
        ("no not over 18", None),
        ("18", None),
        ("no", None),
        ("no i was 18 or under", None),
        ("i was 18 or over in the very first one only", None),
    ],
)
def test_an_option_by_its_very_words(text: str, payload: str | None) -> None:
    """
    A "not" counts unless the title has it, too; a likeness is not enough.
    """
    option = worded_option(AGES, text)

    assert payload == (option.payload if option else None)


CALLS = [
    Button(title="I'm safe now", payload="/a"),
    Button(title="I can't call", payload="/b"),
    Button(title="Go on", payload="/c"),
]


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("i cant call he will hear me", "/b"),
        ("no I can't call", "/b"),
        ("im not safe now", None),
        ("i cant really call", None),
        ("go on", None),
        ("", None),
    ],
)
def test_a_whole_title_within_a_message(text: str, payload: str | None) -> None:
    """
    All its words, one after the other; short titles are too common.
    """
    option = title_within(CALLS, text)

    assert payload == (option.payload if option else None)


DONE = [
    Button(title="Listo, guardado", payload="/a"),
    Button(title="S\u00ed, la tengo", payload="/b"),
    Button(title="No, later", payload="/c"),
    Button(title="Show more", payload="/d"),
]


@pytest.mark.parametrize(
    ("text", "payload"),
    [
        ("listo", "/a"),
        ("Listo.", "/a"),
        ("s\u00ed", None),
        ("no", None),
        ("show", None),
        ("", None),
    ],
)
def test_the_word_before_a_comma_stands_for_its_option(text: str, payload: str | None) -> None:
    """
    A plain yes or no may be meant for the question instead.
    """
    option = opened_title(DONE, text)

    assert payload == (option.payload if option else None)


@pytest.mark.parametrize(("ordinal", "payload"), [(1, "/a"), (4, "/d"), (-1, "/d"), (5, None)])
def test_an_option_by_its_place(ordinal: int, payload: str | None) -> None:
    """
    Whatever the text is; -1 is the last.
    """
    option = chosen_option(OPTIONS, "the one i mean", ordinal)

    assert payload == (option.payload if option else None)


def test_without_options_there_is_nothing_to_choose() -> None:
    """
    Not even the last.
    """
    assert (None, None, None) == (
        chosen_option([], "1"),
        chosen_option([], "last", -1),
        exact_title([], ""),
    )


def test_two_titles_that_are_as_close_are_left_to_the_person() -> None:
    """
    Nothing is guessed.
    """
    twins = [
        Button(title="Saved it all", payload="/a"),
        Button(title="Saved it also", payload="/b"),
    ]

    assert chosen_option(twins, "saved it al") is None


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("1 2", None), ("123", None), ("two", None), ("2nd", None)]
)
def test_a_number_and_nothing_else(text: str, number: int | None) -> None:
    """
    Two digits at most.
    """
    assert number == number_of(text)


def test_places_are_named_by_entities() -> None:
    """
    The first that is a number.
    """
    others: list[Entity] = [entity("date", "second"), entity("ordinal", "x"), entity("ordinal", 2)]

    assert (2, None) == (ordinal_in(others), ordinal_in(others[:2]))


def test_facts_besides_the_answer() -> None:
    """
    The open question's own slot is left out.
    """
    question = ask("paid")

    assert {"age": "minor"} == facts_only({"age": "minor", "paid": "yes"}, question)
    assert {"paid": "yes"} == facts_only({"paid": "yes"}, None)


def test_facts_that_a_message_names_and_those_that_an_intent_asserts() -> None:
    """
    Only closed ones, and only those that hold whatever is asked.
    """
    named = [
        entity("age_group", "minor", "in_image"),
        entity("age_group", "adult", "bare"),
        entity("url", "a"),
    ]

    assert {("age", "minor")} == named_facts(ASSISTANT, meant("x", entities=named))
    assert {("age", "minor")} == asserted_facts(ASSISTANT, "under_18")
    assert set() == asserted_facts(ASSISTANT, "deny")
