"""
The dialogue stack: how flows end, come back and make room.
"""

from __future__ import annotations

from bot.domain.event import FlowCompleted
from bot.domain.flow import Collect
from bot.domain.tracker import Frame
from bot.engine.draft import Draft
from bot.engine.flows import alarms

CONTINUE = "pattern_continue_interrupted"
KEPT_PATTERNS = frozenset({"pattern_session_start", "pattern_safe_to_talk", "pattern_correction"})
"""Patterns whose open question is asked again after a digression; the others give way."""


def complete(draft: Draft, frame: Frame) -> None:
    """
    Note that a flow came to its end, and empty the slots that it asked for itself alone.
    """
    flow = draft.flow(frame)
    for step in flow.steps.values():
        if isinstance(step, Collect) and step.reset_after_flow_ends:
            _reset(draft, step.slot, flow.persisted_slots)
    if frame.flow in draft.completed:
        draft.completed.remove(frame.flow)
    draft.completed.append(frame.flow)
    draft.events.append(FlowCompleted(flow=frame.flow, step=frame.step))


def _reset(draft: Draft, slot: str, persisted: tuple[str, ...]) -> None:
    if slot not in persisted:
        draft.set_slot(slot, None)
        draft.skipped.discard(slot)


def end_top(draft: Draft) -> None:
    """
    Take the finished frame off; a flow that was interrupted by it is told that it goes on.
    """
    frame = draft.stack[-1]
    complete(draft, frame)
    draft.stack.pop()
    resumed = draft.stack[-1].flow if draft.stack else None
    if {frame.flow, resumed} <= alarms(draft.assistant):
        _begin_anew(draft)
    if resumed is not None and frame.context.get("interrupted") == resumed:
        draft.push(CONTINUE, {"finished": frame.flow, "resumed": resumed})


def _begin_anew(draft: Draft) -> None:
    """
    An alarm that another one interrupted: what the other emptied at its end (`crisis`) is set again, what helps said again.
    """
    draft.move(draft.flow(draft.stack[-1]).first)


def make_room(draft: Draft) -> None:
    """
    Keep the stack within its limit: the oldest flow that called no other is left, else the oldest with all it called.

    What is on top stays, however many flows it called; and so does an alarm, wherever it lies.
    """
    while len(draft.stack) > draft.assistant.policy.max_stack:
        whole = [each for each in _groups(draft)[:-1] if not _has_alarm(draft, each)]
        if not whole:
            return
        start, end = next((group for group in whole if group[1] - group[0] == 1), whole[0])
        for index in range(end - 1, start - 1, -1):
            draft.cancel(index)


def _has_alarm(draft: Draft, group: tuple[int, int]) -> bool:
    urgent = alarms(draft.assistant)
    return any(frame.flow in urgent for frame in draft.stack[group[0] : group[1]])


def _groups(draft: Draft) -> list[tuple[int, int]]:
    """
    Where each flow begins that nobody called, and where the flows that it called end.
    """
    starts = [index for index, frame in enumerate(draft.stack) if not frame.called]
    return list(zip(starts, [*starts[1:], len(draft.stack)], strict=True))


def drop_passing_pattern(draft: Draft) -> None:
    """
    A pattern that waits at a question (menu, clarification, pause) gives way to what the person wants now.
    """
    while draft.stack and _passing(draft, draft.stack[-1]):
        draft.cancel(len(draft.stack) - 1)


def _passing(draft: Draft, frame: Frame) -> bool:
    return draft.flow(frame).is_pattern and frame.flow not in KEPT_PATTERNS
