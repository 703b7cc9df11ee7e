"""
Which slots hang on which: what has to be taken back when an answer changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.domain.assistant import Assistant
from bot.domain.condition import Name, names_in
from bot.domain.flow import Action, Branch, Call, Collect, Flow, Link, SetSlots, Step


@lru_cache(maxsize=8)
def dependents(assistant: Assistant) -> Mapping[str, frozenset[str]]:
    """
    For each slot, the slots that were asked for or set only because of its value, and because of their answers in turn.

    What a person can tell at any time (their country, that a picture was posted) stays true whatever else changes, and so
    does what a flow persists (that something was said).
    """
    direct: dict[str, set[str]] = {}
    lasting = told_any_time(assistant) | _persisted(assistant)
    for flow in assistant.flows.values():
        if flow.is_pattern:
            continue
        for slot, filled in _in_flow(assistant, flow):
            direct.setdefault(slot, set()).update(filled - {slot} - lasting)
    answers = _answers(assistant)
    return {slot: frozenset(_closure(slot, direct, answers)) for slot in direct}


def _persisted(assistant: Assistant) -> frozenset[str]:
    return frozenset().union(*(flow.persisted_slots for flow in assistant.flows.values()))


@lru_cache(maxsize=8)
def told_any_time(assistant: Assistant) -> frozenset[str]:
    """
    The slots that a message can fill whatever is being asked.
    """
    return frozenset(
        slot.name
        for slot in assistant.slots.values()
        if any(
            mapping.type in ("from_entity", "from_intent") and mapping.requested_slot is None
            for mapping in slot.mappings
        )
    )


def _answers(assistant: Assistant) -> set[str]:
    """
    The slots whose answers are kept: those of questions that are asked anew each time decide nothing later.
    """
    steps = [step for flow in assistant.flows.values() for step in flow.steps.values()]
    return {
        step.slot for step in steps if isinstance(step, Collect) and not step.ask_before_filling
    }


def _closure(slot: str, direct: Mapping[str, set[str]], answers: set[str]) -> set[str]:
    found: set[str] = set()
    todo = [slot]
    while todo:
        for each in direct.get(todo.pop(), ()):
            if each not in found and each != slot:
                found.add(each)
                todo += [each] if each in answers else []
    return found


def _in_flow(assistant: Assistant, flow: Flow) -> Iterator[tuple[str, set[str]]]:
    for step in flow.steps.values():
        read = {
            name.key for branch in step.next for name in _reads(branch) if name.scope == "slots"
        }
        if read:
            only_there = _controlled(flow, step)
            filled = set().union(*(_fills(assistant, flow.steps[each]) for each in only_there))
            for slot in read:
                yield slot, filled
        if isinstance(step, Collect):
            yield step.slot, _computed_after(assistant, flow, step)


def _reads(branch: Branch) -> frozenset[Name]:
    return names_in(branch.condition) if branch.condition is not None else frozenset()


def _controlled(flow: Flow, step: Step) -> set[str]:
    """
    The steps that some, but not all, of the branches lead to.
    """
    ways = [_reachable(flow, branch.then) for branch in step.next]
    everywhere = ways[0].intersection(*ways) if ways else set()
    return ways[0].union(*ways) - everywhere if ways else set()


def _reachable(flow: Flow, start: str) -> set[str]:
    found: set[str] = set()
    todo = [start]
    while todo:
        step = todo.pop()
        if step in flow.steps and step not in found:
            found.add(step)
            todo.extend(branch.then for branch in flow.steps[step].next)
    return found


def _computed_after(assistant: Assistant, flow: Flow, step: Collect) -> set[str]:
    """
    What custom actions set once the question is answered: they may have looked at the answer.
    """
    steps = [flow.steps[each] for each in _reachable(flow, step.id)]
    actions = [each for each in steps if isinstance(each, Action)]
    return set().union(*(_fills(assistant, each) for each in actions)) if actions else set()


def _fills(assistant: Assistant, step: Step, depth: int = 0) -> set[str]:
    if isinstance(step, Collect):
        return {step.slot}
    if isinstance(step, SetSlots):
        return {name for name, _ in step.slots}
    if isinstance(step, Action):
        return set(_set_by(assistant, step.action))
    if isinstance(step, (Call, Link)) and depth < 4:
        steps = assistant.flows[step.flow].steps.values()
        return set().union(*(_fills(assistant, each, depth + 1) for each in steps))
    return set()


def _set_by(assistant: Assistant, action: str) -> Iterator[str]:
    for slot in assistant.slots.values():
        if any(mapping.action == action for mapping in slot.mappings):
            yield slot.name
