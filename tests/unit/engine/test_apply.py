"""
What each command does to the dialogue, and what of several is heard first.
"""

from __future__ import annotations

import pytest

from bot.domain.command import (
    Acknowledge,
    CannotHandle,
    CheckIn,
    Clarify,
    Command,
    GoBack,
    Interrupt,
    SessionStart,
    SetSlot,
    SkipQuestion,
    StartFlow,
)
from bot.domain.slot import Slot
from bot.domain.tracker import Frame, Tracker
from bot.engine.apply import apply_commands
from bot.engine.draft import Draft
from tests.build import NOW, ask, assistant, do, flow

ASSISTANT = assistant(
    flow("a", ask("paid"), on="a"),
    flow("b", ask("has"), on="b"),
    flow("says", do("utter_says"), on="says"),
    slots=(Slot(name="paid", type="bool"), Slot(name="has", type="bool")),
)
AT_A = (Frame(flow="a", step="paid"),)


def applied(*commands: Command, **more: object) -> Draft:
    """
    A turn after these commands, over the question of flow a unless more is said.
    """
    tracker = Tracker(**{"stack": AT_A, **more})  # type: ignore[arg-type]  # the tests give what it takes
    turn = Draft(ASSISTANT, tracker, NOW, "rest")
    apply_commands(turn, commands, ["utter_before"])
    return turn


def flows(turn: Draft) -> list[str]:
    """
    The stack without the common beginning of the patterns' names.
    """
    return [frame.flow.removeprefix("pattern_") for frame in turn.stack]


@pytest.mark.parametrize(
    ("commands", "stack"),
    [
        ([StartFlow(flow="b")], ["a", "b"]),
        ([StartFlow(flow="a")], ["a"]),
        ([SkipQuestion()], ["a", "skip_question"]),
        ([GoBack()], ["a", "back"]),
        ([Clarify(flows=("a", "b"))], ["a", "clarification"]),
        ([CannotHandle()], ["a", "cannot_handle"]),
        ([Acknowledge()], ["a", "heard"]),
        ([CheckIn(flow="danger")], ["a", "check_in"]),
        ([Interrupt(flow="danger")], ["a", "danger"]),
        # several at once: what has to be heard first lies on top, whatever came first
        ([Interrupt(flow="danger"), StartFlow(flow="b"), SetSlot(slot="has", value=True)], ["a", "b", "danger"]),
        ([CheckIn(flow="danger"), StartFlow(flow="b")], ["a", "b", "check_in"]),
        ([CheckIn(flow="danger"), CannotHandle()], ["a", "cannot_handle", "check_in"]),
        ([StartFlow(flow="says"), StartFlow(flow="b")], ["a", "b", "says"]),
        ([SetSlot(slot="paid", value=True), StartFlow(flow="b")], ["a", "b"]),
        # a session: what only has to be said comes before the question whether it is safe
        ([SessionStart()], ["a", "safe_to_talk", "session_start"]),
        ([SessionStart(), StartFlow(flow="says")], ["a", "safe_to_talk", "says", "session_start"]),
        ([SessionStart(), StartFlow(flow="b")], ["a", "b", "safe_to_talk", "session_start"]),
        ([SessionStart(), Interrupt(flow="danger")], ["a", "safe_to_talk", "session_start", "danger"]),
        ([SessionStart(), CheckIn(flow="danger")], ["a", "safe_to_talk", "check_in", "session_start"]),
    ],
)  # fmt: skip
def test_what_lies_on_the_stack(commands: list[Command], stack: list[str]) -> None:
    """
    The frame on top is heard first.
    """
    assert stack == flows(applied(*commands))


def test_an_empty_stack_is_no_obstacle() -> None:
    """
    Whether there was something to skip or to go back to is told to the patterns.
    """
    turn = applied(SkipQuestion(), GoBack(), CannotHandle(), stack=())
    heard = applied(Acknowledge(), stack=())

    assert ["back", "skip_question", "cannot_handle"] == flows(turn)
    assert [False, False] == [frame.context["possible"] for frame in turn.stack[:2]]
    assert [{"flow": None, "open": None, "told": []}] == [
        dict(frame.context) for frame in heard.stack
    ]


def test_a_session_with_nothing_open_asks_what_happened() -> None:
    """
    Behind the question whether it is safe.
    """
    menu = StartFlow(flow="pattern_menu")

    assert ["opening", "safe_to_talk", "session_start"] == flows(applied(SessionStart(), stack=()))
    assert ["opening", "menu", "safe_to_talk", "session_start"] == flows(
        applied(SessionStart(), menu, stack=())
    )


def test_what_belongs_to_one_session_is_forgotten_in_the_next() -> None:
    """
    Whether it is safe, whether somebody was asked about their state, menus that wait.
    """
    turn = applied(
        SessionStart(returning=True),
        stack=(*AT_A, Frame(flow="pattern_menu", step="choice")),
        slots={"safe_now": "yes", "paid": True},
        skipped=frozenset({"safe_now"}),
        counters={"check_in_danger": 1, "held_back": 1, "else": 1},
    )

    assert {"paid": True} == turn.slots
    assert ({"else": 1}, set()) == (turn.counters, turn.skipped)
    assert ["a", "safe_to_talk", "session_start"] == flows(turn)
    assert {"returning": True, "asked_for": None} == dict(turn.stack[-1].context)


def test_the_greeting_is_told_what_was_asked_for() -> None:
    """
    So that what gives nothing away is answered before it is asked whether they are safe.
    """
    turn = applied(SessionStart(), StartFlow(flow="a"))

    assert ["a", "safe_to_talk", "session_start"] == flows(turn)
    assert {"returning": False, "asked_for": "a"} == dict(turn.stack[-1].context)


def test_not_being_understood_is_counted_in_a_row() -> None:
    """
    Any other message ends the row.
    """
    third = applied(CannotHandle(reason="empty"), counters={"not_understood": 2})
    after = applied(GoBack(), counters={"not_understood": 2})

    assert {"reason": "empty", "times": 3, "open": "a"} == dict(third.stack[-1].context)
    assert ({"not_understood": 3}, {}) == (third.counters, after.counters)


def test_a_safety_flow_that_is_open_begins_anew() -> None:
    """
    What it asked is asked again.
    """
    turn = applied(
        Interrupt(flow="danger"),
        stack=(Frame(flow="danger", step="danger_over"), *AT_A),
        slots={"danger_over": True},
    )

    assert ["a", "danger"] == flows(turn)
    assert ("utter_call", {}) == (turn.stack[-1].step, turn.slots)


def test_back_takes_up_the_question_before() -> None:
    """
    With the slots as they were; what was skipped there may be answered.
    """
    answered = applied(SetSlot(slot="paid", value=None))
    answered.set_slot("has", True)
    turn = Draft(ASSISTANT, answered.freeze(), NOW, "rest")
    apply_commands(turn, [GoBack()], [])

    assert ["a", "back"] == flows(turn)
    assert ({}, set(), []) == (turn.slots, turn.skipped, turn.history)
    assert {"possible": True} == dict(turn.stack[-1].context)


def test_the_last_words_are_at_hand_only_where_they_are_asked_for() -> None:
    """
    Everything said in a turn is remembered anew.
    """
    assert (["utter_before"], []) == (
        applied(StartFlow(flow="pattern_repeat_bot_messages")).said,
        applied(GoBack()).said,
    )


def test_more_is_told_instead_of_whether_it_is_safe() -> None:
    """
    It is heard and asked once more; the second time it goes on with what was told.
    """
    safety = (
        Frame(flow="opening", step="situation"),
        Frame(flow="pattern_safe_to_talk", step="safe_now"),
    )
    first = applied(StartFlow(flow="b"), stack=safety)
    again = applied(StartFlow(flow="b"), stack=safety, counters={"held_back": 1})

    assert ["b", "safe_to_talk", "heard"] == flows(first)
    assert {"held_back": 1} == first.counters
    assert ["b"] == flows(again)
    assert ["b", "safe_to_talk", "says"] == flows(
        applied(StartFlow(flow="says"), stack=(Frame(flow="b", step="has"), safety[1]))
    )


@pytest.mark.parametrize(
    ("command", "said"), [(StartFlow(flow="says"), "says"), (Acknowledge(), "heard")]
)
def test_whether_it_is_safe_is_not_asked_a_third_time(command: Command, said: str) -> None:
    """
    Whoever asks or tells something twice instead goes on without an answer to it.
    """
    safety = (Frame(flow="a", step="paid"), Frame(flow="pattern_safe_to_talk", step="safe_now"))
    first = applied(command, stack=safety)
    again = applied(command, stack=safety, counters={"held_back": 1})

    assert (["a", "safe_to_talk", said], {"held_back": 1}) == (flows(first), first.counters)
    assert ["a", said] == flows(again)
