"""
Slots of the domain: their types, values and mappings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

from bot.domain.slot import Slot, SlotMapping, SlotType, Value
from bot.loading import references
from bot.loading.item import Item, Keys
from bot.loading.known import one_of, words_joined

TYPES: tuple[SlotType, ...] = get_args(SlotType)

SLOT = Keys(
    allowed=("type", "values", "initial_value", "mappings", "influence_conversation"),
    required=("type", "mappings"),
    instead={
        "min_value": "a rejection in the collect step",
        "max_value": "a rejection in the collect step",
        "validation": "a rejection in the collect step",
        "auto_fill": "mappings:",
        "shared_for_coexistence": "nothing here",
    },
)

_CONDITIONS = "conditions"
MAPPINGS = {
    "from_entity": Keys(
        allowed=("type", "entity", "role", "not_intent", _CONDITIONS),
        required=("entity",),
        instead={
            "value": "role: one role for each meaning of the entity",
            "group": "role:",
            "intent": "a mapping from_intent, not_intent:, or conditions:",
        },
    ),
    "from_intent": Keys(
        allowed=("type", "intent", "not_intent", "value", _CONDITIONS), required=("value",)
    ),
    "controlled": Keys(
        allowed=("type", "action", _CONDITIONS), instead={"run_action_every_turn": "action:"}
    ),
    "custom": Keys(
        allowed=("type",), instead={"action": "type: controlled", _CONDITIONS: "type: controlled"}
    ),
}
REFUSED = {
    "from_text": "from_entity, from_intent or controlled: what people write is never kept",
    "from_trigger_intent": "from_intent, or set_slots in the flow",
    "from_llm": "from_entity, from_intent or controlled: there is no language model",
}
CONDITION = Keys(allowed=("active_loop", "requested_slot"))


def read_slot(item: Item, name: str) -> Slot:
    """
    One slot; where its type can't be read, it takes any value, so that nothing else is said about it.
    """
    found = item.fields(f"the slot {name}", SLOT)
    kind, values = _kind_and_values(item, found)
    bare = Slot(name=name, type=kind, values=values, file=item.file, line=item.line)
    return replace(
        bare,
        mappings=_mappings(found["mappings"], bare) if "mappings" in found else (),
        initial_value=_fitting(found.get("initial_value"), bare),
    )


def _kind_and_values(item: Item, found: Mapping[str, Item]) -> tuple[SlotType, tuple[str, ...]]:
    kind = _type(found["type"]) if "type" in found else "any"
    values = _values(found["values"]) if "values" in found else ()
    if kind == "categorical" and not values:
        if "values" not in found or found["values"].data == []:
            item.wrong("a categorical slot has no values", "values: a list of texts")
        return "any", ()
    if values and kind not in ("categorical", "any"):
        found["values"].wrong(f"a slot of type {kind} has no list of values", "type: categorical")
    return kind, values


def _type(item: Item) -> SlotType:
    written = item.text("the type")
    for kind in TYPES:
        if written == kind:
            return kind
    if written:
        item.wrong(f"unknown type {written!r}", one_of(written, TYPES))
    return "any"


def _values(item: Item) -> tuple[str, ...]:
    texts = [(entry, entry.text("a value")) for entry in item.entries("the list of values")]
    seen: set[str] = set()
    for entry, text in texts:
        if text and text in seen:
            entry.wrong(f"the value {text!r} stands here again", "each value once")
        seen.add(text)
    return tuple(dict.fromkeys(text for _, text in texts if text))


def _fitting(item: Item | None, slot: Slot) -> Value:
    if item is None:
        return None
    value: Value = item.data
    references.check_value(item, slot, value)
    return value


def _mappings(item: Item, slot: Slot) -> tuple[SlotMapping, ...]:
    entries = item.entries("the list of mappings")
    return tuple(mapping for entry in entries for mapping in _mapping(entry, slot))


def _mapping(item: Item, slot: Slot) -> list[SlotMapping]:
    """
    A mapping once for each of its conditions, any of which lets it hold.
    """
    kind = _mapping_type(item)
    if kind is None:
        return []
    found = item.fields(f"a mapping {kind}", MAPPINGS[kind])
    details = DETAILS[kind](item, found, slot)
    if details is None:
        return []
    places = _conditions(found[_CONDITIONS]) if _CONDITIONS in found else [(None, None)]
    return [
        replace(details, active_flow=flow, requested_slot=requested) for flow, requested in places
    ]


def _mapping_type(item: Item) -> str | None:
    written = item.data.get("type") if isinstance(item.data, dict) else None
    kind = str(written)
    if kind in MAPPINGS:
        return kind
    if kind in REFUSED:
        item.wrong(f"a mapping {kind} isn't supported", REFUSED[kind])
    elif isinstance(written, str):
        item.wrong(f"unknown type of mapping {kind!r}", one_of(kind, MAPPINGS))
    else:
        item.wrong("a mapping has no type", f"type: {words_joined(MAPPINGS)}")
    return None


def _from_entity(_item: Item, found: dict[str, Item], _slot: Slot) -> SlotMapping | None:
    if "entity" not in found:
        return None
    entity = found["entity"].identifier("the entity")
    references.entity(found["entity"], entity)
    role = found["role"].text("the role") if "role" in found else None
    return SlotMapping(
        type="from_entity",
        entity=entity,
        role=role,
        not_intents=_intents(found["not_intent"]) if "not_intent" in found else (),
    )


def _from_intent(item: Item, found: dict[str, Item], slot: Slot) -> SlotMapping | None:
    if ("intent" in found) == ("not_intent" in found):
        item.wrong("a mapping from_intent needs intent or not_intent", "one of the two")
        return None
    value = _fitting(found.get("value"), slot)
    if "value" in found and found["value"].data is None:
        found["value"].wrong("a mapping can't empty a slot", "a value, or set_slots in the flow")
    return SlotMapping(
        type="from_intent",
        intents=_intents(found["intent"]) if "intent" in found else (),
        not_intents=_intents(found["not_intent"]) if "not_intent" in found else (),
        value=value,
    )


def _intents(item: Item) -> tuple[str, ...]:
    entries = item.entries("the list of intents") if isinstance(item.data, list) else [item]
    if not entries:
        item.wrong("the list of intents is empty", "at least one intent")
    names = [(entry, entry.identifier("the intent")) for entry in entries]
    for entry, name in names:
        references.intent(entry, name)
    return tuple(name for _, name in names if name)


def _controlled(_item: Item, found: dict[str, Item], _slot: Slot) -> SlotMapping:
    if "action" not in found:
        return SlotMapping(type="controlled")
    action = found["action"].identifier("the action")
    references.action(found["action"], action)
    return SlotMapping(type="controlled", action=action or None)


def _custom(_item: Item, _found: dict[str, Item], _slot: Slot) -> SlotMapping:
    return SlotMapping(type="custom")


DETAILS: dict[str, Callable[[Item, dict[str, Item], Slot], SlotMapping | None]] = {
    "from_entity": _from_entity,
    "from_intent": _from_intent,
    "controlled": _controlled,
    "custom": _custom,
}


def _conditions(item: Item) -> list[tuple[str | None, str | None]]:
    return [_condition(entry) for entry in item.entries("the list of conditions")]


def _condition(item: Item) -> tuple[str | None, str | None]:
    found = item.fields("a condition of a mapping", CONDITION)
    if item.data == {}:
        item.wrong("this condition says nothing", "requested_slot: …")
    flow = _named(found.get("active_loop"), "the flow", references.flow)
    return flow, _named(found.get("requested_slot"), "the slot", references.slot)


def _named(item: Item | None, what: str, refer: Callable[[Item, str], None]) -> str | None:
    if item is None or item.data is None:
        return None
    name = item.identifier(what)
    refer(item, name)
    return name or None
