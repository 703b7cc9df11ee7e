"""
Which slots hang on which: what is taken back when an answer changes.
"""

from __future__ import annotations

import pytest

from bot.domain.flow import Flow
from bot.domain.slot import Slot, SlotMapping
from bot.engine.dependencies import dependents
from tests.build import ask, assistant, call, do, flow, fork, link, put

SLOTS = (
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
        # set on a branch, and what hangs on that in turn
        (
            [flow("a", ask("age", [("slots.age", "set"), (None, "END")]), put("set", "which", told="x"), fork("which", [("slots.told", "site"), (None, "END")]), ask("site"))],
            {"age": {"told", "site"}, "told": {"site"}},
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
    What was asked for, set or computed only because of it, however far down.
    """
    assert hang == hanging(*flows)
