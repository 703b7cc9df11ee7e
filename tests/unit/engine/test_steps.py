"""
What each kind of step does with the stack, the slots and what is said.
"""

from __future__ import annotations

import pytest

from bot.domain.flow import END, Flow, Step
from bot.domain.message import Button
from bot.domain.slot import Slot, Value
from bot.domain.tracker import Asked, Frame, Tracker
from bot.engine.draft import Draft
from bot.engine.steps import run_step
from bot.engine.steps.outcome import Outcome
from tests.build import NOW, ask, assistant, call, do, flow, fork, link, put

SLOTS = (Slot(name="paid", type="bool"), Slot(name="years", type="float"))


def at(step: Step, *others: Flow, **more: object) -> Draft:
    """
    A turn that stands at this step of a flow.
    """
    one = assistant(
        flow("a", step, do("utter_next", at="next")),
        *others,
        slots=SLOTS,
        actions=("action_look",),
    )
    tracker = Tracker(stack=(Frame(flow="a", step=step.id, context={"x": 1}),), **more)  # type: ignore[arg-type]  # what it takes
    return Draft(one, tracker, NOW, "rest")


def run(draft: Draft) -> tuple[Outcome, list[tuple[str, str]], list[str]]:
    """
    How the step leaves the turn: its outcome, the stack, and what was said.
    """
    step = draft.assistant.flows["a"].steps[draft.stack[-1].step]
    outcome = run_step(draft, step)
    return outcome, [(frame.flow, frame.step) for frame in draft.stack], draft.said


def test_a_question_is_asked_and_waits() -> None:
    """
    Its buttons are the only options, and where it was asked is noted.
    """
    draft = at(ask("paid", "next"), options=(Button(title="old", payload="/old"),))

    assert (Outcome.WAIT, [("a", "paid")], ["utter_ask_paid"]) == run(draft)
    assert ["True", "False"] == [each.title for each in draft.options]
    assert {"paid": Asked(flow="a", step="paid")} == draft.asked


@pytest.mark.parametrize(
    ("slots", "skipped"), [({"paid": False}, frozenset()), ({}, frozenset({"paid"}))]
)
def test_what_was_said_or_skipped_is_not_asked(
    slots: dict[str, Value], skipped: frozenset[str]
) -> None:
    """
    Unless the question is always asked.
    """
    known = at(ask("paid", "next"), slots=slots, skipped=skipped)
    again = at(ask("paid", "next", again=True), slots=slots, skipped=skipped)

    assert (Outcome.GO, [("a", "next")], []) == run(known)
    assert (Outcome.WAIT, [("a", "paid")], ["utter_ask_paid"]) == run(again)


def test_what_was_said_may_be_refused() -> None:
    """
    Then the reason is said and the question asked.
    """
    refusing = ask("years", "next", refuse=(("slots.years > 120", "utter_too_old"),))

    assert (Outcome.WAIT, [("a", "years")], ["utter_too_old", "utter_ask_years"]) == run(
        at(refusing, slots={"years": 200})
    )
    assert (Outcome.GO, [("a", "next")], []) == run(at(refusing, slots={"years": 20}))


def test_a_response_is_said_and_a_custom_action_is_left_to_the_shell() -> None:
    """
    Both are actions.
    """
    assert (Outcome.GO, [("a", "next")], ["utter_hello"]) == run(at(do("utter_hello", "next")))
    assert (Outcome.ACT, [("a", "action_look")], []) == run(at(do("action_look", "next")))


def test_the_last_words_are_repeated_but_for_the_question() -> None:
    """
    That one is asked again anyway.
    """
    draft = at(
        do("action_repeat_bot_messages", "next"), flow("b", do("utter_hello", "paid"), ask("paid"))
    )
    draft.said = ["utter_hello", "utter_ask_paid"]
    draft.stack.insert(0, Frame(flow="b", step="paid"))

    assert ["utter_hello"] == run(draft)[2]


def test_slots_are_set_and_emptied() -> None:
    """
    An emptied one may be asked for again.
    """
    draft = at(put("put", "next", paid=None, years=3), skipped=frozenset({"paid"}))

    assert (Outcome.GO, [("a", "next")], []) == run(draft)
    assert ({"years": 3}, set()) == (draft.slots, draft.skipped)


def test_a_called_flow_comes_on_top_and_a_linked_one_instead() -> None:
    """
    The link keeps where to go back to.
    """
    other = flow("b", do("utter_b"))
    called, linked = at(call("b", "next"), other), at(link("b"), other)

    assert (Outcome.GO, [("a", "next"), ("b", "utter_b")], []) == run(called)
    assert (Outcome.GO, [("b", "utter_b")], []) == run(linked)
    assert (True, {"x": 1}) == (called.stack[-1].called, linked.stack[-1].context)
    assert ["a"] == linked.completed


@pytest.mark.parametrize(
    ("slots", "then"),
    [({"paid": True}, "next"), ({"paid": False, "years": 3}, "next"), ({"paid": False}, END)],
)
def test_the_first_branch_that_holds_is_taken(slots: dict[str, Value], then: str) -> None:
    """
    Where none does the flow ends.
    """
    which = fork("which", [("slots.paid", "next"), ("slots.years = 3 and context.x = 1", "next")])

    assert (Outcome.GO, [("a", then)], []) == run(at(which, slots=slots))
