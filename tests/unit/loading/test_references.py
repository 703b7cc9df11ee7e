"""
What one file mentions and another defines: every kind of name, found or not.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.domain.flow import Flow
from bot.domain.response import Response
from bot.domain.slot import Slot
from bot.loading import references
from bot.loading.item import Item, Notes
from bot.loading.known import Known
from bot.loading.yaml_lines import read_text

DANGER = Flow(id="danger", description="", steps={}, first="END")
KNOWN = Known(
    slots={"age": Slot(name="age", type="float")},
    intents=frozenset({"danger", "affirm"}),
    entities=frozenset({"age"}),
    actions=frozenset({"action_look"}),
    responses={"utter_ok": Response(name="utter_ok", variations=())},
    flows={"danger": DANGER},
    triggers={"danger": DANGER},
)


def told(refer: Callable[[Item, str], None], name: str, known: Known = KNOWN) -> list[str]:
    """
    What is said about a name.
    """
    data, lines = read_text("a", "f.yml")
    item = Item(data=data, lines=lines, notes=Notes())
    refer(item, name)
    for check in item.notes.checks:
        check(known)
    return [mistake.describe().removeprefix("f.yml:1: ") for mistake in item.notes.mistakes]


@pytest.mark.parametrize(
    ("refer", "name"),
    [
        (references.slot, "age"),
        (references.slot, ""),
        (references.intent, "affirm"),
        (references.intent, ""),
        (references.triggering_intent, "danger"),
        (references.triggering_intent, ""),
        (references.entity, "age"),
        (references.entity, ""),
        (references.flow, "danger"),
        (references.flow, ""),
        (references.response, "utter_ok"),
        (references.response, ""),
        (references.asking_response, "utter_ok"),
        (references.action, "utter_ok"),
        (references.action, "action_look"),
        (references.action, "action_repeat_bot_messages"),
        (references.action, ""),
    ],
)
def test_what_is_there(refer: Callable[[Item, str], None], name: str) -> None:
    """
    Nothing is said about a name that is there, nor about one that couldn't be read.
    """
    assert [] == told(refer, name)


@pytest.mark.parametrize(
    ("refer", "name", "expected"),
    [
        (references.slot, "agee", "no slot is called 'agee'; expected age"),
        (references.slot, "size", "no slot is called 'size'; expected a slot from data/domain"),
        (references.intent, "afirm", "no intent is called 'afirm'; expected affirm"),
        (
            references.triggering_intent,
            "affirm",
            "the intent affirm starts no flow; expected a flow with nlu_trigger: - intent: affirm",
        ),
        (references.triggering_intent, "dangr", "no intent is called 'dangr'; expected danger"),
        (
            references.entity,
            "place",
            "no entity is called 'place'; expected an entity from data/domain",
        ),
        (references.flow, "home", "no flow is called 'home'; expected a flow from flows/"),
        (references.response, "utter_okk", "no response is called 'utter_okk'; expected utter_ok"),
        (
            references.asking_response,
            "utter_ask_age",
            "there is no response utter_ask_age to ask with;"
            " expected utter_ask_age in data/responses/en, or utter: …",
        ),
        (
            references.action,
            "utter_no",
            "no response is called 'utter_no'; expected a response in data/responses/en",
        ),
        (
            references.action,
            "action_lock",
            "no action is called 'action_lock'; expected action_look",
        ),
        (
            references.action,
            "action_restart",
            "the action 'action_restart' isn't supported;"
            " expected nothing here: flows decide what is asked again",
        ),
        (
            references.action,
            "look",
            "an action can't be called 'look'; expected a name that begins with utter_ or action_",
        ),
    ],
)
def test_what_is_not_there(refer: Callable[[Item, str], None], name: str, expected: str) -> None:
    """
    A missing name is told with the one that was probably meant.
    """
    assert [expected] == told(refer, name)


def test_entities_that_nobody_listed() -> None:
    """
    If the domain lists no entities, any name will do.
    """
    assert [] == told(references.entity, "place", Known())


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("age", 5, []),
        ("age", None, []),
        ("age", "five", ["the slot age can't be 'five'; expected a number"]),
        ("age", True, ["the slot age can't be 'true'; expected a number"]),
        ("agee", "five", ["no slot is called 'agee'; expected age"]),
    ],
)
def test_values_of_slots(name: str, value: str | float | None, expected: list[str]) -> None:
    """
    The slot must be there, and take the value.
    """
    assert expected == told(lambda item, each: references.value(item, each, value), name)
