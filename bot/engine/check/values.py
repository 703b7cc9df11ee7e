"""
Which values each slot can take: what buttons, steps, messages and actions give it, and where conditions divide it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.domain.assistant import Assistant
from bot.domain.condition import (
    And,
    Compare,
    Condition,
    Contains,
    Literal,
    Matches,
    Name,
    Not,
    Or,
    Truthy,
)
from bot.domain.flow import Collect, SetSlots
from bot.domain.slot import Slot, Value
from bot.engine.payload import parse_payload

OTHER = "something else"
"""Stands for every text that no condition names."""


@lru_cache(maxsize=4)
def possible_values(assistant: Assistant) -> Mapping[str, tuple[Value, ...]]:
    """
    For each slot, one value for each way in which the assistant can treat it; not counting empty.
    """
    compared = _compared(assistant)
    return {
        slot.name: tuple(dict.fromkeys(_values(assistant, slot, compared.get(slot.name, ()))))
        for slot in assistant.slots.values()
        if slot.type not in ("list", "any")
    }


def _values(assistant: Assistant, slot: Slot, compared: tuple[Value, ...]) -> Iterator[Value]:
    if slot.type == "float":
        yield from _around(compared)
    elif slot.type == "text":
        yield from (*compared, OTHER)
    else:
        given = {*_given(assistant, slot)}
        every: tuple[Value, ...] = slot.values or (True, False)
        yield from (value for value in every if value in given)


def _around(compared: tuple[Value, ...]) -> Iterator[Value]:
    """
    A number below and one at each border.
    """
    for border in compared:
        if isinstance(border, (int, float)):
            yield from (border - 1, border)


def _given(assistant: Assistant, slot: Slot) -> Iterator[Value]:
    """
    The values that anything in the assistant can give to a closed slot.
    """
    for mapping in slot.mappings:
        if mapping.type == "from_intent":
            yield mapping.value
        elif mapping.type in ("from_entity", "custom") or mapping.action is not None:
            yield from slot.values or (True, False)
    yield from _set_by_flows(assistant, slot.name)
    yield from _set_by_buttons(assistant, slot.name)
    if _asked_without_buttons(assistant, slot.name):
        yield from slot.values or (True, False)


def _set_by_flows(assistant: Assistant, slot: str) -> Iterator[Value]:
    for flow in assistant.flows.values():
        for step in flow.steps.values():
            if isinstance(step, SetSlots):
                yield from (value for name, value in step.slots if name == slot)


def _set_by_buttons(assistant: Assistant, slot: str) -> Iterator[Value]:
    return iter(button_values(assistant).get(slot, ()))


def _asked_without_buttons(assistant: Assistant, slot: str) -> bool:
    return slot not in button_values(assistant) and any(
        isinstance(step, Collect) and step.slot == slot
        for flow in assistant.flows.values()
        for step in flow.steps.values()
    )


@lru_cache(maxsize=4)
def button_values(assistant: Assistant) -> Mapping[str, tuple[Value, ...]]:
    """
    The values that some button gives to each slot.
    """
    found: dict[str, tuple[Value, ...]] = {}
    for response in assistant.responses["en"].values():
        for variation in response.variations:
            for button in variation.buttons:
                payload = parse_payload(button.payload)
                for name, value in payload.slots if payload else ():
                    found[name] = (*found.get(name, ()), value)
    return found


def _compared(assistant: Assistant) -> dict[str, tuple[Value, ...]]:
    found: dict[str, tuple[Value, ...]] = {}
    for flow in assistant.flows.values():
        for step in flow.steps.values():
            for branch in step.next:
                for slot, value in _comparisons(branch.condition):
                    found[slot] = (*found.get(slot, ()), value)
    for response in assistant.responses["en"].values():
        for variation in response.variations:
            for each in variation.conditions:
                found[each.name] = (*found.get(each.name, ()), each.value)
    return {slot: tuple(v for v in values if v is not None) for slot, values in found.items()}


def _comparisons(condition: Condition | None) -> Iterator[tuple[str, Value]]:
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _comparisons(part)
        case Not(inner):
            yield from _comparisons(inner)
        case Compare(Name("slots", slot), _, Literal(value)) | Contains(
            Name("slots", slot), Literal(value)
        ):
            yield slot, value
        case Compare() | Contains() | Matches() | Truthy() | None:
            pass
