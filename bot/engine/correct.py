"""
Corrections: an answer changes, what hung on it is taken back, and the flow is redone from that question.
"""

from __future__ import annotations

from bot.domain.command import SetSlot
from bot.domain.slot import Value
from bot.domain.tracker import Asked, Frame
from bot.engine.dependencies import dependents
from bot.engine.draft import Draft
from bot.engine.flows import alarms

CORRECTION = "pattern_correction"


def is_correction(draft: Draft, command: SetSlot) -> bool:
    """
    Whether a flow has already gone by another answer to this question.
    """
    slot = draft.assistant.slots[command.slot]
    old = draft.slots.get(command.slot)
    return (
        slot.closed
        and command.slot in draft.asked
        and old is not None
        and command.value is not None
        and old != command.value
    )


def correct(draft: Draft, command: SetSlot) -> None:
    """
    Change the slot, empty what depended on it, go back to where it was asked, and say so.

    During an alarm all of that waits below the alarm's flow: nothing else is talked about then.
    """
    held = _under_alarm(draft)
    old = draft.slots.get(command.slot)
    context: dict[str, Value] = {"slot": command.slot, "old": old, "new": command.value}
    draft.set_slot(command.slot, command.value)
    for name in sorted(dependents(draft.assistant).get(command.slot, ())):
        context[f"old_{name}"] = draft.held(name)
        draft.set_slot(name, None)
        draft.skipped.discard(name)
    _return_to(draft, draft.asked[command.slot])
    draft.push(CORRECTION, {key: value for key, value in context.items() if value is not None})
    draft.stack.extend(held)


def _under_alarm(draft: Draft) -> list[Frame]:
    """
    Take the flow of an alarm, and what stands on it, off the stack for a moment.
    """
    urgent = alarms(draft.assistant)
    first = next(
        (index for index, frame in enumerate(draft.stack) if frame.flow in urgent),
        len(draft.stack),
    )
    held = draft.stack[first:]
    del draft.stack[first:]
    return held


def _return_to(draft: Draft, asked: Asked) -> None:
    """
    Put the flow back at the question; if it had ended, begin it again there.
    """
    for index in range(len(draft.stack) - 1, -1, -1):
        frame = draft.stack[index]
        if frame.flow == asked.flow:
            _drop_called_above(draft, index)
            draft.stack[index] = Frame(
                flow=frame.flow, step=asked.step, called=frame.called, context=frame.context
            )
            return
    draft.push(asked.flow, _over(draft))
    draft.move(asked.step)


def _drop_called_above(draft: Draft, index: int) -> None:
    while len(draft.stack) > index + 1 and draft.stack[index + 1].called:
        draft.cancel(index + 1)


def _over(draft: Draft) -> dict[str, Value]:
    if draft.open_question() is None:
        return {}
    return {"interrupted": draft.stack[-1].flow}
