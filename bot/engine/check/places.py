"""
Every place at which a conversation can stand: a step of the flow on top, over any other open question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.domain.assistant import Assistant
from bot.domain.condition import Condition, names_in
from bot.domain.flow import END, Call, Collect, Flow, Link
from bot.domain.response import Response, Variation
from bot.domain.slot import Slot, Value
from bot.domain.tracker import Frame
from bot.engine.check.bare import bare
from bot.engine.check.undecided import Unknown, unknown
from bot.engine.draft import open_question
from bot.engine.flows import statements
from bot.engine.offers import startable

BASE = "elsewhere"
"""A flow of one question that stands for whatever else was open."""
BASE_SAYS = f"utter_ask_{BASE}"
BASE_FRAME = Frame(flow=BASE, step=BASE)
OVER = {"interrupted": BASE}
BOTTOM = frozenset({"opening", "pattern_completed"})
"""What the engine puts below everything, or begins when nothing is open."""
Stack = tuple[Frame, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """
    The frame on top; `alone` with nothing below. Without a frame, the base itself.

    Who called the flow is left out: a turn is looked at up to where it calls a flow that can ask (`halts_at`). That
    flow and what follows it are places of their own, as if anything could have happened in between.
    """

    frames: Stack = ()
    alone: bool = False

    @property
    def stack(self) -> Stack:
        """
        The whole stack of a conversation that stands here.
        """
        return self.frames if self.alone else (BASE_FRAME, *self.frames)

    @property
    def key(self) -> tuple[object, ...]:
        """
        What tells it apart.
        """
        return (self.alone, *map(_told_apart, self.frames))


def _told_apart(frame: Frame) -> tuple[object, ...]:
    return (frame.flow, frame.step, frame.called, *sorted(map(repr, frame.context.items())))


def with_base(assistant: Assistant) -> Assistant:
    """
    The bare assistant, with the flow that stands for another open question.
    """
    without_words = bare(assistant)
    ask = Collect(id=BASE, slot=BASE, utter=BASE_SAYS, next=(), ask_before_filling=True)
    flow = Flow(id=BASE, description=BASE, steps={BASE: ask}, first=BASE)
    said = Response(name=BASE_SAYS, variations=(Variation(text=()),), tags=frozenset({"asks"}))
    return replace(
        without_words,
        flows={**without_words.flows, BASE: flow},
        slots={**without_words.slots, BASE: Slot(name=BASE, type="any")},
        responses={"en": {**without_words.responses["en"], BASE_SAYS: said}},
    )


def first_places(assistant: Assistant, flows: Sequence[str]) -> Iterator[Place]:
    """
    Each question of these flows, and each step after a call, as if anything could have led there.

    What patterns are told (`context`) is the engine's to say: they are met on the way.
    """
    yield Place()
    for name in flows:
        flow = assistant.flows[name]
        if not flow.is_pattern:
            for step in _entered(assistant, flow):
                yield Place(frames=(Frame(flow=name, step=step, context=OVER),))


def _entered(assistant: Assistant, flow: Flow) -> Iterator[str]:
    for step in flow.steps.values():
        if isinstance(step, Collect):
            yield step.id
        elif isinstance(step, Call) and step.flow not in statements(assistant):
            yield from (branch.then for branch in step.next if branch.then != END)


@lru_cache(maxsize=64)
def kept_guards(assistant: Assistant) -> Mapping[str, frozenset[Condition]]:
    """
    For each flow, the guards that hold as long as it runs: its own; of flows that only others lead to, all of theirs.

    A guard holds when a message starts the flow; where another flow leads to it, it has to hold there (`everywhere`
    sees to it). An alarm that breaks it stays on top until it has mended it, and what the engine starts at the bottom
    of the stack (`BOTTOM`) runs under no alarm either.
    """
    every = frozenset(flow.guard for flow in assistant.flows.values() if flow.guard is not None)
    kept = {name: _own_guards(assistant, name, every) for name in assistant.flows}
    leading = list(_leading(assistant))
    before: Mapping[str, frozenset[Condition]] = {}
    while before != kept:
        before = dict(kept)
        for above, name in leading:
            if assistant.flows[name].guard is None and name not in BOTTOM:
                kept[name] &= kept[above]
    return kept


def _own_guards(
    assistant: Assistant, name: str, every: frozenset[Condition]
) -> frozenset[Condition]:
    guard = assistant.flows[name].guard
    if guard is not None:
        return frozenset({guard})
    within = name in BOTTOM or (
        name not in startable(assistant) and not assistant.flows[name].is_pattern
    )
    return every if within else frozenset()


def _leading(assistant: Assistant) -> Iterator[tuple[str, str]]:
    for flow in assistant.flows.values():
        for step in flow.steps.values():
            if isinstance(step, (Call, Link)):
                yield flow.id, step.flow


def places_in(assistant: Assistant, stack: Stack) -> Iterator[Place]:
    """
    The places that a stack holds: its top, and whatever below waits for something else than an answer.
    """
    for index, frame in enumerate(stack):
        waits = open_question(assistant, (frame,)) is not None
        if frame.flow != BASE and frame.step != END and (index == len(stack) - 1 or not waits):
            yield Place(frames=(_plain(assistant, frame),))


def halts_at(assistant: Assistant, frame: Frame) -> bool:
    """
    Whether a turn is looked at only up to where this frame begins.
    """
    return frame.called and frame.flow not in statements(assistant)


def _plain(assistant: Assistant, frame: Frame) -> Frame:
    """
    The frame with what of its context is looked at, over the base.
    """
    read = context_read(assistant).get(frame.flow, frozenset())
    kept = {key: _kept(key, value) for key, value in frame.context.items() if key in read}
    return replace(frame, called=False, context={**kept, **OVER})


def _kept(key: str, value: Value) -> Value:
    return unknown(f"{key}@before", value.values) if isinstance(value, Unknown) else value


@lru_cache(maxsize=64)
def context_read(assistant: Assistant) -> Mapping[str, frozenset[str]]:
    """
    For each flow, what its conditions and the options of its questions read of `context`.
    """
    return {flow.id: frozenset(_read_by(assistant, flow)) for flow in assistant.flows.values()}


def _read_by(assistant: Assistant, flow: Flow) -> Iterator[str]:
    for step in flow.steps.values():
        for branch in step.next:
            if branch.condition is not None:
                yield from (n.key for n in names_in(branch.condition) if n.scope == "context")
        if isinstance(step, Collect):
            yield from _offered_from_context(assistant.responses["en"][step.utter])


def _offered_from_context(response: Response) -> Iterator[str]:
    for variation in response.variations:
        source = variation.options_from or ""
        if source.startswith("context."):
            yield source.removeprefix("context.")
