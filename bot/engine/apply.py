"""
What each command does to the dialogue stack: one function a command, one table; what must be heard first comes on top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from typing_extensions import assert_never

from bot.domain.command import (
    Acknowledge,
    CancelFlow,
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
from bot.domain.flow import Collect
from bot.domain.slot import Value
from bot.domain.tracker import NOTHING
from bot.engine.correct import CORRECTION, correct, is_correction
from bot.engine.draft import Draft, is_buried
from bot.engine.flows import statements
from bot.engine.stack import drop_passing_pattern, make_room
from bot.engine.steps.collect import answer

SESSION_START = "pattern_session_start"
SAFE_TO_TALK = "pattern_safe_to_talk"
OPENING = "opening"
REPEAT = "pattern_repeat_bot_messages"
HEARD = "pattern_heard"
OUT_OF_SCOPE = "pattern_out_of_scope"
CONFUSED = "not_understood"
HELD_BACK = "held_back"


ORDER: tuple[type[Command], ...] = (
    GoBack,
    CancelFlow,
    SetSlot,
    SkipQuestion,
    StartFlow,
    Clarify,
    CannotHandle,
    Acknowledge,
    CheckIn,
    Interrupt,
)
"""The later a command is applied, the sooner the person hears of it."""


def apply_commands(draft: Draft, commands: Sequence[Command], said: Sequence[str]) -> None:
    """
    Apply the commands kind by kind in the order of `ORDER`, which ends with what the person has to hear first.

    `said` are the responses of the turn before, for "say that again".
    """
    draft.said = list(said) if StartFlow(flow=REPEAT) in commands else []
    _count_confusion(draft, commands)
    begins = [command for command in commands if isinstance(command, SessionStart)]
    if begins:
        _forget_session(draft)
    for kind in ORDER:
        for command in reversed([each for each in commands if type(each) is kind]):
            _apply(draft, command)
        if kind is StartFlow and begins:
            _ask_whether_safe(draft)
    if begins:
        _greet(draft, begins[0], commands)
    make_room(draft)


def _count_confusion(draft: Draft, commands: Sequence[Command]) -> None:
    """
    What was out of place begins the row, for it may have been nonsense; anything that is understood ends it.
    """
    if StartFlow(flow=OUT_OF_SCOPE) in commands:
        draft.counters[CONFUSED] = 0
    elif not any(isinstance(command, CannotHandle) for command in commands):
        draft.counters.pop(CONFUSED, None)


def _apply(draft: Draft, command: Command) -> None:  # noqa: C901, PLR0912 - one line a command
    match command:
        case SetSlot():
            _set_slot(draft, command)
        case SkipQuestion():
            _skip(draft)
        case StartFlow():
            _start(draft, command)
        case GoBack():
            _back(draft)
        case CancelFlow():
            _cancel(draft)
        case Clarify():
            _clarify(draft, command)
        case CannotHandle():
            _cannot_handle(draft, command)
        case Acknowledge():
            _acknowledge(draft, command)
        case CheckIn():
            _check_in(draft, command)
        case Interrupt():
            _interrupt(draft, command)
        case SessionStart():
            pass  # it frames the others: see `apply_commands`
        case _:
            assert_never(command)


def _set_slot(draft: Draft, command: SetSlot) -> None:
    question = draft.open_question()
    if question is not None and question.slot == command.slot:
        _answer(draft, question, command.value)
    elif is_correction(draft, command):
        correct(draft, command)
    else:
        draft.set_slot(command.slot, command.value)


def _answer(draft: Draft, question: Collect, value: Value) -> None:
    if value is None:
        draft.skipped.add(question.slot)
    draft.set_slot(question.slot, value)
    answer(draft, question)


def _start(draft: Draft, command: StartFlow) -> None:
    drop_passing_pattern(draft)
    if is_buried(draft.stack, command.flow):
        _leave(draft, command.flow)
    if any(frame.flow == command.flow for frame in draft.stack):
        return
    if _is_asked_whether_safe(draft) and not draft.assistant.flows[command.flow].is_pattern:
        _told_instead(draft, command.flow)
        return
    _push_over(draft, command.flow)


def _leave(draft: Draft, flow: str) -> None:
    """
    Take a flow off the stack, with the flows that it called: it begins again on top, where it is asked for.
    """
    index = next(n for n, frame in enumerate(draft.stack) if frame.flow == flow)
    draft.cancel(index)
    while index < len(draft.stack) and draft.stack[index].called:
        draft.cancel(index)


def _is_asked_whether_safe(draft: Draft) -> bool:
    return draft.open_question() is not None and draft.stack[-1].flow == SAFE_TO_TALK


def _told_instead(draft: Draft, flow: str) -> None:
    """
    What happened can wait for the safety question; plain answers can't, but the second one ends that question.
    """
    if flow not in statements(draft.assistant):
        _after_safety(draft, flow)
        return
    _ask_safety_once_more(draft)
    _push_over(draft, flow)


def _ask_safety_once_more(draft: Draft) -> None:
    """
    Whoever says something else twice, instead of whether they are safe, isn't asked a third time.
    """
    if draft.counters.get(HELD_BACK):
        draft.cancel(len(draft.stack) - 1)
    draft.counters[HELD_BACK] = 1


def _after_safety(draft: Draft, flow: str) -> None:
    """
    Whoever tells more instead of saying whether they are safe is heard and asked once more; then it goes on.
    """
    safety = draft.stack.pop()
    if draft.stack and draft.stack[-1].flow == OPENING:
        draft.cancel(len(draft.stack) - 1)
    draft.push(flow)
    if draft.counters.get(HELD_BACK):
        return
    draft.counters[HELD_BACK] = 1
    draft.stack.append(safety)
    draft.push(HEARD, {"flow": flow, "open": SAFE_TO_TALK})


def _push_over(draft: Draft, flow: str, context: Mapping[str, Value] = NOTHING) -> None:
    """
    Put a flow over what is open, which is told when it goes on.
    """
    waiting = draft.open_question() is not None
    over = {"interrupted": draft.stack[-1].flow} if waiting else {}
    draft.push(flow, {**context, **over})


def _interrupt(draft: Draft, command: Interrupt) -> None:
    """
    A safety flow begins anew even if it is open: what it says first is what is needed now.
    """
    for index in range(len(draft.stack) - 1, -1, -1):
        if draft.stack[index].flow == command.flow:
            draft.cancel(index)
    for name in _asked_by(draft, command.flow):
        draft.set_slot(name, None)
        draft.skipped.discard(name)
    _push_over(draft, command.flow)


def _asked_by(draft: Draft, flow: str) -> list[str]:
    steps = draft.assistant.flows[flow].steps.values()
    return [step.slot for step in steps if isinstance(step, Collect)]


def _skip(draft: Draft) -> None:
    question = draft.open_question()
    if question is not None:
        _answer(draft, question, None)
    draft.push("pattern_skip_question", {"possible": question is not None})


def _back(draft: Draft) -> None:
    """
    Undo the last answer: the stack and the slots are as they were when the question was asked.
    """
    possible = bool(draft.history)
    if possible:
        last = draft.history.pop()
        draft.stack = list(last.stack)
        draft.skipped.discard(last.slot)
        for name, value in last.before.items():
            draft.set_slot(name, value)
        draft.changed.clear()
    draft.push("pattern_back", {"possible": possible})


def _cancel(draft: Draft) -> None:
    """
    Leave the flow on top together with the flows that called it.
    """
    flow = draft.stack[-1].flow if draft.stack else None
    while draft.stack and draft.stack[-1].called:
        draft.cancel(len(draft.stack) - 1)
    if draft.stack:
        draft.cancel(len(draft.stack) - 1)
    draft.push("pattern_cancel_flow", {"flow": flow})


def _clarify(draft: Draft, command: Clarify) -> None:
    drop_passing_pattern(draft)
    draft.push("pattern_clarification", {"options": list(command.flows)})


def _cannot_handle(draft: Draft, command: CannotHandle) -> None:
    times = draft.counters.get(CONFUSED, 0) + 1
    draft.counters[CONFUSED] = times
    draft.push(
        "pattern_cannot_handle",
        {"reason": command.reason, "times": times, "open": _open_flow(draft)},
    )


def _acknowledge(draft: Draft, command: Acknowledge) -> None:
    if _open_flow(draft) == CORRECTION:
        return  # a correction says itself that it was heard
    if command.flow is None or command.flow != _open_flow(draft):
        drop_passing_pattern(draft)  # whoever pauses while it is quiet must not be answered aloud
    if _is_asked_whether_safe(draft):
        _ask_safety_once_more(draft)
    told: list[Value] = list(command.told)
    draft.push(HEARD, {"flow": command.flow, "open": _open_flow(draft), "told": told})


def _open_flow(draft: Draft) -> str | None:
    return draft.stack[-1].flow if draft.stack else None


def _check_in(draft: Draft, command: CheckIn) -> None:
    draft.counters[f"check_in_{command.flow}"] = 1
    _push_over(draft, "pattern_check_in", {"flow": command.flow})


def _forget_session(draft: Draft) -> None:
    for name in _asked_by(draft, SAFE_TO_TALK):
        draft.set_slot(name, None)
        draft.skipped.discard(name)
    for name in [each for each in draft.counters if each.startswith(("check_in_", HELD_BACK))]:
        del draft.counters[name]
    for index in range(len(draft.stack) - 1, -1, -1):
        if draft.stack[index].flow == SAFE_TO_TALK:
            draft.cancel(index)  # it is asked anew
    drop_passing_pattern(draft)


def _ask_whether_safe(draft: Draft) -> None:
    """
    A session asks first whether it is safe to talk; what only has to be said is said before that.

    With nothing open but what serves the talk itself, it goes on to ask what happened.
    """
    said_at_once = []
    while draft.stack and draft.stack[-1].flow in statements(draft.assistant):
        said_at_once.append(draft.stack.pop())
    if all(draft.flow(frame).is_pattern for frame in draft.stack):
        draft.push(OPENING)
        draft.stack.insert(0, draft.stack.pop())
    draft.push(SAFE_TO_TALK)
    draft.stack.extend(reversed(said_at_once))


def _greet(draft: Draft, command: SessionStart, commands: Sequence[Command]) -> None:
    """
    The greeting comes first, but never before help in danger: it goes below that many frames.

    It is told what was asked for with the first message, since that may wait until it is known that they are safe.
    """
    below = sum(isinstance(each, Interrupt) for each in commands)
    asked_for = next((each.flow for each in commands if isinstance(each, StartFlow)), None)
    draft.push(SESSION_START, {"returning": command.returning, "asked_for": asked_for})
    draft.stack.insert(len(draft.stack) - 1 - below, draft.stack.pop())
