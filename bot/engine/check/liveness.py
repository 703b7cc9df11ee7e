"""
Which slots can still matter: states that differ only in slots that nobody will read are one state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from bot.domain.assistant import Assistant
from bot.domain.condition import names_in
from bot.domain.flow import END, Action, Call, Collect, Flow, Link, SetSlots, Step
from bot.domain.rule import Rule
from bot.domain.tracker import Tracker

Live = Mapping[tuple[str, str], frozenset[str]]
Key = tuple[object, ...]
COMPLETED = "pattern_completed"


@lru_cache(maxsize=4)
def live_slots(assistant: Assistant) -> Live:
    """
    For each step, the slots that it or a step after it may read before they are set anew.
    """
    live: dict[tuple[str, str], frozenset[str]] = {}
    changed = True
    while changed:
        changed = False
        for flow in assistant.flows.values():
            for step in reversed(tuple(flow.steps.values())):
                now = _live_at(assistant, flow, step, live)
                if now != live.get((flow.id, step.id)):
                    live[flow.id, step.id] = now
                    changed = True
    return live


def _live_at(
    assistant: Assistant,
    flow: Flow,
    step: Step,
    live: Mapping[tuple[str, str], frozenset[str]],
) -> frozenset[str]:
    after = frozenset().union(
        *(live.get((flow.id, branch.then), frozenset()) for branch in step.next)
    )
    if isinstance(step, (Call, Link)):
        first = assistant.flows[step.flow].first
        after |= live.get((step.flow, first), frozenset())
    known = frozenset(_reads(assistant, step)) | (after - _overwrites(assistant, step))
    # A question that is always asked is answered or skipped before anything reads its slot.
    asked_anew = isinstance(step, Collect) and step.ask_before_filling
    return known - {step.slot} if asked_anew and isinstance(step, Collect) else known


def _reads(assistant: Assistant, step: Step) -> Iterator[str]:
    for branch in step.next:
        if branch.condition is not None:
            yield from (name.key for name in names_in(branch.condition) if name.scope == "slots")
    if isinstance(step, Collect) and not step.ask_before_filling:
        yield step.slot
    said = {Action: "action", Collect: "utter"}.get(type(step))
    response = assistant.responses["en"].get(getattr(step, said)) if said else None
    for variation in response.variations if response else ():
        yield from (each.name for each in variation.conditions)


def _overwrites(assistant: Assistant, step: Step) -> frozenset[str]:
    if isinstance(step, SetSlots):
        return frozenset(name for name, _ in step.slots)
    if isinstance(step, Action):
        return frozenset(
            slot.name
            for slot in assistant.slots.values()
            if any(mapping.action == step.action for mapping in slot.mappings)
        )
    return frozenset()


def read_by_rules(rules: tuple[Rule, ...]) -> frozenset[str]:
    """
    The slots that the rules look at: they always matter.
    """
    conditions = [getattr(rule, "when", None) for rule in rules]
    return frozenset(
        name.key for each in conditions if each is not None for name in names_in(each)
    )


def canonical(assistant: Assistant, rules: tuple[Rule, ...]) -> Callable[[Tracker], Key]:
    """
    A function from a tracker to what tells its state apart from others.

    The stack counts, and the slots and skips that can still matter: to the flows on it, to what comes when it is
    empty, and to the rules. What was asked and said before doesn't: going back leads to states met before.
    """
    live = live_slots(assistant)
    completed = assistant.flows[COMPLETED].first
    always = live[COMPLETED, completed] | read_by_rules(rules)

    def key(tracker: Tracker) -> Key:
        matter = set(always)
        for frame in tracker.stack:
            if frame.step != END:
                matter |= live[frame.flow, frame.step]
        slots = tuple(
            sorted((name, str(value)) for name, value in tracker.slots.items() if name in matter)
        )
        return (_stack(tracker), slots, tuple(sorted(tracker.skipped & matter)))

    return key


def _stack(tracker: Tracker) -> Key:
    return tuple(
        (frame.flow, frame.step, frame.called, tuple(sorted(map(str, frame.context.items()))))
        for frame in tracker.stack
    )
