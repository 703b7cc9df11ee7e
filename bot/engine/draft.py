"""
The working copy of a tracker while one turn is made; nothing of it is seen outside until `freeze`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.assistant import Assistant
from bot.domain.event import (
    BotUttered,
    Event,
    FlowCancelled,
    FlowStarted,
    SlotWasSet,
    StepEntered,
)
from bot.domain.flow import Collect, Flow, Step
from bot.domain.slot import Value
from bot.domain.tracker import NOTHING, Answered, Frame, Tracker
from bot.engine.render import Voice, render

MAX_COMPLETED = 40


class Draft:
    """
    A tracker that may be changed, with the events of the turn so far.
    """

    __slots__ = (
        "asked",
        "assistant",
        "changed",
        "channel",
        "completed",
        "counters",
        "events",
        "history",
        "language",
        "now",
        "options",
        "said",
        "skipped",
        "slots",
        "stack",
        "steps",
    )

    def __init__(
        self, assistant: Assistant, tracker: Tracker, now: datetime, channel: str
    ) -> None:
        self.assistant = assistant
        self.now = now
        self.channel = channel
        self.slots = _own(tracker.slots)
        self.skipped = set(tracker.skipped)
        self.stack = list(tracker.stack)
        self.options = tracker.options
        self.history = list(tracker.history)
        self.asked = dict(tracker.asked)
        self.completed = list(tracker.completed)
        self.counters = dict(tracker.counters)
        self.said = list(tracker.said)
        self.language = tracker.language
        self.events: list[Event] = []
        self.changed: dict[str, Value] = {}
        self.steps = 0

    def freeze(self) -> Tracker:
        """
        The tracker after the turn; what changed is remembered with the last answer, for going back.
        """
        self._remember_changes()
        return Tracker(
            slots=self.slots,
            skipped=frozenset(self.skipped),
            stack=tuple(self.stack),
            options=self.options,
            history=tuple(self.history[-self.assistant.policy.max_history :]),
            asked=self.asked,
            completed=tuple(self.completed[-MAX_COMPLETED:]),
            said=tuple(self.said),
            counters=self.counters,
            language=self.language,
            last_seen=self.now,
        )

    def _remember_changes(self) -> None:
        if not (self.history and self.changed):
            return
        last = self.history[-1]
        before = {**self.changed, **last.before}
        self.history[-1] = Answered(stack=last.stack, slot=last.slot, before=before)

    def flow(self, frame: Frame) -> Flow:
        """
        The flow that a frame runs.
        """
        return self.assistant.flows[frame.flow]

    def open_question(self) -> Collect | None:
        """
        The question on top of the stack that waits for an answer.
        """
        return open_question(self.assistant, self.stack)

    def set_slot(self, name: str, value: Value) -> None:
        """
        Give a slot a value (`None` empties it) and note what it was.
        """
        old = self.held(name)
        if value is not None:
            self.skipped.discard(name)
        if type(old) is type(value) and old == value:
            return
        self.changed.setdefault(name, old)
        if value is None:
            self.slots.pop(name, None)
        else:
            self.slots[name] = value
        self.events.append(SlotWasSet(slot=name, value=value))

    def held(self, name: str) -> Value:
        """
        What a slot holds, to be kept or handed on without looking at it: it may still be undecided in a check.
        """
        return dict.get(self.slots, name)

    def push(
        self, flow: str, context: Mapping[str, Value] = NOTHING, *, called: bool = False
    ) -> None:
        """
        Put a flow on top of the stack, at its first step.
        """
        first = self.assistant.flows[flow].first
        self.stack.append(Frame(flow=flow, step=first, called=called, context=context))
        self.events.append(FlowStarted(flow=flow))

    def cancel(self, index: int) -> None:
        """
        Take a frame off the stack before its end.
        """
        frame = self.stack.pop(index)
        self.events.append(FlowCancelled(flow=frame.flow, step=frame.step))

    def move(self, step: str) -> None:
        """
        Let the frame on top go on at another step.
        """
        top = self.stack[-1]
        self.stack[-1] = Frame(flow=top.flow, step=step, called=top.called, context=top.context)

    def enter(self, frame: Frame) -> Step:
        """
        The step that a frame stands at; noted for coverage.
        """
        self.steps += 1
        self.events.append(StepEntered(flow=frame.flow, step=frame.step))
        return self.assistant.flows[frame.flow].steps[frame.step]

    def scope(self) -> dict[str, Mapping[str, Value]]:
        """
        What conditions see now.
        """
        context = self.stack[-1].context if self.stack else NOTHING
        return {"slots": self.slots, "context": context}

    def utter(self, response: str, arguments: Mapping[str, Value] = NOTHING) -> None:
        """
        Say a response; its buttons become the options that the next message may name.
        """
        voice = Voice(
            language=str(self.slots.get("language") or self.language),
            channel=self.channel,
            slots=self.slots,
            context=self.stack[-1].context if self.stack else NOTHING,
            arguments=arguments,
        )
        message = render(self.assistant, response, voice)
        if not arguments:  # what an action worked out isn't kept, so it can't be said again
            self.said.append(response)
        if message.buttons:
            self.options = message.buttons
        self.events.append(BotUttered(message=message))


def _own(slots: Mapping[str, Value]) -> dict[str, Value]:
    """
    A copy that is a draft's own; slots that a check leaves undecided stay so.
    """
    return slots.copy() if isinstance(slots, dict) else dict(slots)


def is_buried(stack: Sequence[Frame], flow: str) -> bool:
    """
    Whether a flow is on the stack, but below what is talked about now.
    """
    begin = len(stack) - 1
    while begin > 0 and stack[begin].called:
        begin -= 1
    active = {frame.flow for frame in stack[max(begin, 0) :]}
    return flow not in active and any(frame.flow == flow for frame in stack)


def open_question(assistant: Assistant, stack: list[Frame] | tuple[Frame, ...]) -> Collect | None:
    """
    The question that the frame on top of a stack stands at, if it stands at one.
    """
    if not stack:
        return None
    step = assistant.flows[stack[-1].flow].steps.get(stack[-1].step)
    return step if isinstance(step, Collect) else None
