"""
What can be told of flows without running them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.domain.assistant import Assistant
from bot.domain.flow import Call, Collect, Link
from bot.domain.tracker import Asked


@lru_cache(maxsize=8)
def alarms(assistant: Assistant) -> frozenset[str]:
    """
    The flows of danger and self-harm, which interrupt everything else.
    """
    triggers = assistant.triggers
    return frozenset(triggers[each].id for each in assistant.policy.interrupts if each in triggers)


@lru_cache(maxsize=8)
def asked_for(assistant: Assistant) -> Mapping[str, Asked]:
    """
    For each slot, the first question that asks for it.
    """
    questions = (
        (step.slot, Asked(flow=flow.id, step=step.id))
        for flow in assistant.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Collect)
    )
    found: dict[str, Asked] = {}
    for slot, asked in questions:
        found.setdefault(slot, asked)
    return found


@lru_cache(maxsize=8)
def statements(assistant: Assistant) -> frozenset[str]:
    """
    The flows that only say something: they can be said at once, before any question.
    """
    return frozenset(flow for flow in assistant.flows if not _asks(assistant, flow, frozenset()))


def _asks(assistant: Assistant, flow: str, seen: frozenset[str]) -> bool:
    if flow in seen:
        return False
    for step in assistant.flows[flow].steps.values():
        if isinstance(step, Collect):
            return True
        if isinstance(step, (Call, Link)) and _asks(assistant, step.flow, seen | {flow}):
            return True
    return False


def flows_of(assistant: Assistant, intents: Iterable[str]) -> list[str]:
    """
    The ids of the flows that these intents start, for those that start one.
    """
    return [assistant.triggers[each].id for each in intents if each in assistant.triggers]
