"""
What the assistant remembers about a conversation: slots and how messages fill them, as in Rasa's domain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Union

SlotType = Literal["text", "bool", "categorical", "float", "list", "any"]
MappingType = Literal["from_entity", "from_intent", "from_text", "controlled", "custom"]
Value = Union[str, int, float, bool, None, "list[Value]", "dict[str, Value]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotMapping:
    """
    One way that a message fills a slot.

    `from_entity` takes the value of an entity (with `role`, if given), unless the intent is in `not_intents`;
    `from_intent` sets `value` when the intent is in `intents` (or is none of `not_intents`);
    `controlled` leaves it to flows and to the custom action named in `action`; `custom` to the program itself, which
    takes PINs and case codes out of messages (`bot/conversation/typed.py`).
    With `requested_slot` it holds only while that slot is being asked for; `active_flow` narrows it to one flow.
    """

    type: MappingType
    entity: str | None = None
    role: str | None = None
    intents: tuple[str, ...] = ()
    not_intents: tuple[str, ...] = ()
    value: Value = None
    action: str | None = None
    requested_slot: str | None = None
    active_flow: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """
    A named piece of state; `values` are the allowed ones of a categorical slot.
    """

    name: str
    type: SlotType
    values: tuple[str, ...] = ()
    mappings: tuple[SlotMapping, ...] = ()
    initial_value: Value = None
    file: str = ""
    line: int = 0

    @property
    def closed(self) -> bool:
        """
        Whether its answers are a fixed set, so that another answer is a correction.
        """
        return self.type in ("bool", "categorical")
