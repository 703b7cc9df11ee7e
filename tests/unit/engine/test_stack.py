"""
The dialogue stack: how flows end, make room, and give way.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.assistant import Policy
from bot.domain.event import FlowCancelled, FlowCompleted, FlowStarted, SlotWasSet
from bot.domain.slot import Slot
from bot.domain.tracker import Frame, Tracker
from bot.engine.draft import Draft
from bot.engine.stack import complete, drop_passing_pattern, end_top, make_room
from tests.build import NOW, ask, assistant, do, flow

URGENT = ("danger", "harm")
ASSISTANT = assistant(
    flow("a", ask("paid", reset=True)),
    flow("b", do("utter_b")),
    flow("harm", do("utter_harm", "paid"), ask("paid", again=True), on="harm"),
    replace(flow("keeps", ask("paid", reset=True)), persisted_slots=("paid",)),
    slots=(Slot(name="paid", type="bool"),),
    policy=Policy(interrupts=("immediate_danger", "harm"), max_stack=4),
)


def draft(*flows: str, **more: object) -> Draft:
    """
    A turn over these flows; one with > was called by the one before it.
    """
    stack = tuple(
        Frame(flow=name.removeprefix(">"), step="paid", called=name.startswith(">"))
        for name in flows
    )
    tracker = Tracker(stack=stack, **more)  # type: ignore[arg-type]  # the tests give what it takes
    return Draft(ASSISTANT, tracker, NOW, "rest")


def flows(of: Draft) -> list[str]:
    """
    What is on the stack.
    """
    return [(">" if frame.called else "") + frame.flow for frame in of.stack]


def test_a_flow_that_ends_forgets_what_it_asked_for_itself_alone() -> None:
    """
    Unless the flow keeps it.
    """
    forgets, keeps = draft("a", slots={"paid": True}), draft("keeps", slots={"paid": True})
    for each in (forgets, keeps):
        complete(each, each.stack[-1])

    assert ({}, {"paid": True}) == (forgets.slots, keeps.slots)
    assert [SlotWasSet(slot="paid", value=None), FlowCompleted(flow="a", step="paid")] == (
        forgets.events
    )


def test_a_skipped_question_is_asked_again_next_time() -> None:
    """
    A reset forgets that it was skipped.
    """
    done = draft("a", skipped=frozenset({"paid"}))
    complete(done, done.stack[-1])

    assert set() == done.skipped


def test_what_was_completed_stands_once_and_last() -> None:
    """
    However often it was.
    """
    done = draft("a", completed=("a", "b"))
    complete(done, done.stack[-1])

    assert ["b", "a"] == done.completed


@pytest.mark.parametrize(
    ("interrupted", "after"),
    [("a", ["a", "pattern_continue_interrupted"]), ("x", ["a"]), (None, ["a"])],
)
def test_a_flow_that_was_interrupted_is_told_that_it_goes_on(
    interrupted: str | None, after: list[str]
) -> None:
    """
    If it is still the one below.
    """
    over = draft("a")
    over.push("b", {} if interrupted is None else {"interrupted": interrupted})
    end_top(over)

    assert after == flows(over)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["a", "b", "a", "b"], ["a", "b", "a", "b"]),
        (["a", "b", "keeps", "b", "a"], ["b", "keeps", "b", "a"]),
        (["a", ">b", "keeps", "b", "a"], ["a", ">b", "b", "a"]),
        (["a", ">b", "a", ">b", "keeps"], ["a", ">b", "keeps"]),
        (["a", ">b", ">a", ">b", ">a"], ["a", ">b", ">a", ">b", ">a"]),
        (["a", "keeps", ">b", ">a", ">b"], ["keeps", ">b", ">a", ">b"]),
    ],
)
def test_room_is_made_at_the_bottom(before: list[str], after: list[str]) -> None:
    """
    First flows that called no other, then whole ones; what is on top stays.
    """
    full = draft(*before)
    make_room(full)

    assert after == flows(full)
    left = [each for each in full.events if isinstance(each, FlowCancelled)]
    assert len(before) - len(after) == len(left)


def test_patterns_that_wait_give_way_but_for_those_that_must_be_answered() -> None:
    """
    The question whether somebody is safe is one.
    """
    menu = draft("a", "pattern_safe_to_talk", "pattern_clarification", "pattern_menu")
    drop_passing_pattern(menu)
    alone = draft("pattern_menu")
    drop_passing_pattern(alone)

    assert ["a", "pattern_safe_to_talk"] == flows(menu)
    assert [] == flows(alone)


def test_starting_is_an_event() -> None:
    """
    So that coverage knows.
    """
    begun = draft()
    begun.push("b")

    assert [FlowStarted(flow="b")] == begun.events


@given(
    st.lists(
        st.sampled_from(("a", "b", ">b", "danger", "harm", ">keeps")), min_size=1, max_size=15
    )
)
def test_an_alarm_is_never_left_for_room(names: list[str]) -> None:
    """
    However many flows are open, and wherever it lies; the rest keeps its order, and leaves if it has to.
    """
    full = draft(names[0].removeprefix(">"), *names[1:])
    before = flows(full)
    make_room(full)
    after = flows(full)
    begins = [index for index, name in enumerate(after) if not name.startswith(">")]
    groups = [after[start:end] for start, end in pairwise([*begins, len(after)])]

    assert [n for n in before if n in URGENT] == [n for n in after if n in URGENT]
    assert is_part_of(after, before)
    assert len(after) <= 4 or all(set(each) & set(URGENT) for each in groups[:-1])


def is_part_of(after: list[str], before: list[str]) -> bool:
    """
    Whether everything comes in the same order there.
    """
    rest = iter(before)
    return all(name in rest for name in after)


def test_an_alarm_that_another_one_interrupted_begins_anew() -> None:
    """
    What the other emptied at its end is set again, and the person hears again what helps.
    """
    over = draft("harm")
    over.push("danger", {"interrupted": "harm"})
    end_top(over)

    assert ["harm", "pattern_continue_interrupted"] == flows(over)
    assert "utter_harm" == over.stack[0].step
