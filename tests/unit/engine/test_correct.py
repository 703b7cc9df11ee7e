"""
Corrections: what counts as one, and where it leads back to.
"""

from __future__ import annotations

import pytest

from bot.domain.command import SetSlot
from bot.domain.event import FlowStarted
from bot.domain.slot import Slot, Value
from bot.domain.tracker import Asked, Frame, Tracker
from bot.engine.correct import correct, is_correction
from bot.engine.draft import Draft
from tests.build import NOW, ask, assistant, call, do, flow, put

ASSISTANT = assistant(
    flow("a", ask("age", [('slots.age = "adult"', "set"), (None, "END")]), put("set", "call_b", service="stopncii"), call("b")),
    flow("b", ask("has")),
    flow("c", ask("site", "utter_c"), do("utter_c")),
    slots=(
        Slot(name="age", type="categorical", values=("adult", "minor")),
        Slot(name="has", type="bool"),
        Slot(name="service", type="text"),
        Slot(name="site", type="text"),
    ),
)  # fmt: skip
ASKED = {"age": Asked(flow="a", step="age"), "site": Asked(flow="c", step="site")}


def draft(slots: dict[str, Value], *stack: Frame) -> Draft:
    """
    A turn where the age and the site were asked for.
    """
    return Draft(ASSISTANT, Tracker(slots=slots, asked=ASKED, stack=stack), NOW, "rest")


@pytest.mark.parametrize(
    ("slots", "slot", "value", "is_one"),
    [
        ({"age": "adult"}, "age", "minor", True),
        ({"age": "adult"}, "age", "adult", False),
        ({"age": "adult"}, "age", None, False),
        ({}, "age", "minor", False),
        ({"has": True}, "has", False, False),  # nobody asked for it
        ({"site": "x"}, "site", "y", False),  # an open answer may be added to
    ],
)
def test_what_is_a_correction(
    slots: dict[str, Value], slot: str, value: Value, is_one: bool
) -> None:
    """
    Another answer to a closed question that a flow went by.
    """
    assert is_one == is_correction(draft(slots), SetSlot(slot=slot, value=value))


def corrected(slots: dict[str, Value], *stack: Frame) -> Draft:
    """
    The turn after the age was corrected.
    """
    turn = draft(slots, *stack)
    correct(turn, SetSlot(slot="age", value="minor"))
    return turn


def test_what_hung_on_the_answer_is_taken_back_and_told_to_the_pattern() -> None:
    """
    With what it was, so that a wrong referral can be withdrawn in words.
    """
    turn = corrected({"age": "adult", "service": "stopncii", "has": True, "site": "x"})

    assert {"age": "minor", "site": "x"} == turn.slots
    assert {
        "slot": "age",
        "old": "adult",
        "new": "minor",
        "old_service": "stopncii",
        "old_has": True,
    } == dict(turn.stack[-1].context)


def test_a_flow_that_is_open_goes_back_to_the_question() -> None:
    """
    Without those that it called; with what lies over it.
    """
    turn = corrected(
        {"age": "adult"},
        Frame(flow="a", step="END"),
        Frame(flow="b", step="has", called=True),
        Frame(flow="c", step="utter_c"),
    )

    assert [("a", "age"), ("c", "utter_c"), ("pattern_correction", "utter_corrected")] == [
        (frame.flow, frame.step) for frame in turn.stack
    ]


def test_a_flow_that_has_ended_begins_again_at_the_question() -> None:
    """
    Over the question that is open, which is told when it goes on.
    """
    waiting = corrected({"age": "adult"}, Frame(flow="c", step="site"))
    nothing = corrected({"age": "adult"})

    assert Frame(flow="a", step="age", context={"interrupted": "c"}) == waiting.stack[1]
    assert Frame(flow="a", step="age") == nothing.stack[0]
    assert FlowStarted(flow="a") in nothing.events
