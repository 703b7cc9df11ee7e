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


@lru_cache(maxsize=64)
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


def choices_of(assistant: Assistant, slot: str) -> tuple[Value, ...]:
    """
    One value for each way in which the assistant can treat a slot, and empty.
    """
    return _choices(assistant).get(slot, (None,))


@lru_cache(maxsize=64)
def _choices(assistant: Assistant) -> Mapping[str, tuple[Value, ...]]:
    compared = _compared(assistant)
    closed = possible_values(assistant)
    return {
        slot.name: (
            None,
            *(_closed_or_open(slot, closed.get(slot.name, ()), compared.get(slot.name, ()))),
        )
        for slot in assistant.slots.values()
    }


def _closed_or_open(
    slot: Slot, closed: tuple[Value, ...], compared: tuple[Value, ...]
) -> tuple[Value, ...]:
    """
    A slot of a few values has those that something gives it, which may be none; any other can be anything.
    """
    return closed if closed or slot.closed else _open_values(slot, compared)


def _open_values(slot: Slot, compared: tuple[Value, ...]) -> tuple[Value, ...]:
    """
    Of a list, each of its items that a condition asks for, by itself; of anything else, what is compared and another.
    """
    if slot.type == "list":
        return tuple([each] for each in dict.fromkeys(compared)) or ([OTHER],)
    return tuple(dict.fromkeys((*compared, True, False, OTHER)))


@lru_cache(maxsize=2048)
def button_payloads(assistant: Assistant, response: str) -> tuple[str, ...]:
    """
    What the buttons of a response send, in any of its wordings.
    """
    variations = assistant.responses["en"][response].variations
    return tuple(dict.fromkeys(b.payload for each in variations for b in each.buttons))


@lru_cache(maxsize=64)
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
    for slot, value in (*_in_conditions(assistant), *_in_wordings(assistant)):
        if value is not None:
            found[slot] = (*found.get(slot, ()), value)
    return found


def _in_conditions(assistant: Assistant) -> Iterator[tuple[str, Value]]:
    steps = (step for flow in assistant.flows.values() for step in flow.steps.values())
    branches = (branch.condition for step in steps for branch in step.next)
    for condition in (*branches, *_guards(assistant), *_of_rules(assistant)):
        yield from comparisons(condition)


def _in_wordings(assistant: Assistant) -> Iterator[tuple[str, Value]]:
    for response in assistant.responses["en"].values():
        for variation in response.variations:
            yield from ((each.name, each.value) for each in variation.conditions)


def _guards(assistant: Assistant) -> Iterator[Condition | None]:
    return (flow.guard for flow in assistant.flows.values())


def _of_rules(assistant: Assistant) -> Iterator[Condition | None]:
    return (getattr(rule, "when", None) for rule in assistant.rules)


def comparisons(condition: Condition | None, scope: str = "slots") -> Iterator[tuple[str, Value]]:
    """
    What a condition compares with what: names of a scope, with values.
    """
    match condition:
        case And(parts) | Or(parts):
            for part in parts:
                yield from comparisons(part, scope)
        case Not(inner):
            yield from comparisons(inner, scope)
        case Compare(Name(where, name), _, Literal(value)) | Contains(
            Name(where, name), Literal(value)
        ):
            if where == scope:
                yield name, value
        case Compare() | Contains() | Matches() | Truthy() | None:
            pass
