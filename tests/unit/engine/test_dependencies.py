"""
Which slots hang on which: what is taken back when an answer changes.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.flow import Flow
from bot.domain.slot import Slot, SlotMapping
from bot.engine.dependencies import dependents, told_any_time
from tests.build import ask, assistant, call, do, flow, fork, link, put

COUNTRY = Slot(
    name="country",
    type="text",
    mappings=(SlotMapping(type="from_entity", entity="country"),),
)
SLOTS = (
    COUNTRY,
    Slot(
        name="hashed",
        type="bool",
        mappings=(
            SlotMapping(
                type="from_intent", intents=("affirm",), value=True, requested_slot="hashed"
            ),
        ),
    ),
    *(Slot(name=name, type="text") for name in ("age", "has", "site", "told", "other")),
    Slot(
        name="service",
        type="text",
        mappings=(SlotMapping(type="controlled", action="action_choose"),),
    ),
)


def hanging(*flows: Flow) -> dict[str, set[str]]:
    """
    What hangs on each slot of these flows, where something does.
    """
    found = dependents(assistant(*flows, slots=SLOTS, actions=("action_choose",)))
    ours = {slot.name for slot in SLOTS}
    return {slot: set(on) for slot, on in found.items() if slot in ours and on}


@pytest.mark.parametrize(
    ("flows", "hang"),
    [
        # asked on one branch only
        ([flow("a", ask("age", [("slots.age", "has"), (None, "site")]), ask("has", "site"), ask("site"))], {"age": {"has"}}),
        # asked on all branches: nothing hangs
        ([flow("a", ask("age", [("slots.age", "site"), (None, "site")]), ask("site"))], {}),
        # asked on a branch, and what hangs on that answer in turn
        (
            [flow("a", ask("age", [("slots.age", "has"), (None, "END")]), ask("has", [("slots.has", "site"), (None, "END")]), ask("site"))],
            {"age": {"has", "site"}, "has": {"site"}},
        ),
        # unless it is asked anew each time
        (
            [flow("a", ask("age", [("slots.age", "has"), (None, "END")]), ask("has", again=True)), flow("b", ask("has", [("slots.has", "site"), (None, "END")], again=True), ask("site"))],
            {"age": {"has"}, "has": {"site"}},
        ),
        # what can be told at any time stays true, also where it was asked for
        ([flow("a", ask("age", [("slots.age", "country"), (None, "END")]), ask("country"))], {}),
        ([flow("a", ask("age", [("slots.age", "set"), (None, "END")]), put("set", country="US", told="x"))], {"age": {"told"}}),
        # set on a branch: it is taken back, and that is all
        (
            [flow("a", ask("age", [("slots.age", "set"), (None, "END")]), put("set", told="x")), flow("b", fork("which", [("slots.told", "site"), (None, "END")]), ask("site"))],
            {"age": {"told"}, "told": {"site"}},
        ),
        # an action after the question may have looked at the answer
        ([flow("a", ask("age", "action_choose"), do("action_choose"))], {"age": {"service"}}),
        # on the way to another flow, called or linked
        ([flow("a", ask("age", [("slots.age", "call_b"), (None, "END")]), call("b")), flow("b", ask("site"))], {"age": {"site"}}),
        ([flow("a", ask("age", [("slots.age", "link_b"), (None, "END")]), link("b")), flow("b", ask("site"))], {"age": {"site"}}),
        # a slot doesn't hang on itself, nor in a circle
        ([flow("a", fork("which", [("slots.age", "age"), (None, "END")]), ask("age", "which"))], {}),
        # a context isn't a slot
        ([flow("a", fork("which", [("context.x", "site"), (None, "END")]), ask("site"))], {}),
        # patterns serve the dialogue, nothing hangs on their ways
        ([flow("pattern_x", fork("which", [("slots.age", "site"), (None, "END")]), ask("site"))], {}),
        # flows that call each other come to an end
        (
            [flow("a", fork("which", [("slots.age", "call_b"), (None, "END")]), call("b")), flow("b", ask("site", "call_a"), call("a"))],
            {"age": {"site"}},
        ),
    ],
)  # fmt: skip
def test_what_hangs_on_an_answer(flows: list[Flow], hang: dict[str, set[str]]) -> None:
    """
    What was asked for, set or computed only because of it, and because of those answers.
    """
    assert hang == hanging(*flows)


def test_what_can_be_told_at_any_time() -> None:
    """
    Not what only a question can be answered with, nor what flows and actions set.
    """
    assert {"country"} == told_any_time(assistant(slots=SLOTS)) & {each.name for each in SLOTS}


def test_what_a_flow_persists_is_never_taken_back() -> None:
    """
    That something was said stays true, whatever is corrected.
    """
    way = [("slots.age", "put"), (None, "END")]
    forgets = flow("a", ask("age", way), put("put", told="yes"))

    assert {"age": {"told"}} == hanging(forgets)
    assert {} == hanging(replace(forgets, persisted_slots=("told",)))
