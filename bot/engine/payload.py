"""
What a button sends: `/SetSlots(slot=value, …)`, `/intent{"entity": "value"}` or `/StartFlow(flow)`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.domain.slot import Value

MAX_LENGTH = 1000

_CALL = re.compile(r"/(SetSlots|StartFlow)\s*\((.*)\)", re.DOTALL)
_INTENT = re.compile(r"/([A-Za-z_]\w*)\s*(\{.*\})?", re.DOTALL | re.ASCII)
_FLOW = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_ASSIGNMENT = re.compile(
    r"""\s*([A-Za-z_]\w*)\s*=\s*("[^"]*"|'[^']*'|[^\s,=()"'](?:[^,=()"']*[^\s,=()"'])?)\s*(,|$)""",
    re.ASCII,
)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """
    One of three: an `intent` with its entities, `slots` to set (`None` leaves one empty), or a `flow` to start.
    """

    intent: str | None = None
    entities: Mapping[str, Value] = field(default_factory=dict)
    slots: tuple[tuple[str, Value], ...] = ()
    flow: str | None = None


def parse_payload(text: str) -> Payload | None:
    """
    What the text of a button means; `None` if it isn't such a text. Never raises, whatever it is given.

    Values are true, false, null, numbers, or texts (in quotes if they look like one of these).
    """
    if len(text) > MAX_LENGTH:
        return None
    call = _CALL.fullmatch(text.strip())
    if call:
        return _CALLS[call.group(1)](call.group(2))
    intent = _INTENT.fullmatch(text.strip())
    if intent is None or intent.group(1) in _CALLS:
        return None
    return _intent(intent.group(1), intent.group(2) or "{}")


def _set_slots(arguments: str) -> Payload | None:
    slots: list[tuple[str, Value]] = []
    position, separator = 0, ","
    while separator:
        match = _ASSIGNMENT.match(arguments, position)
        if match is None:
            return None
        slots.append((match.group(1), _value(match.group(2))))
        position, separator = match.end(), match.group(3)
    twice = len({name for name, _ in slots}) < len(slots)
    return None if twice else Payload(slots=tuple(slots))


def _start_flow(argument: str) -> Payload | None:
    flow = argument.strip()
    return Payload(flow=flow) if _FLOW.fullmatch(flow) else None


_CALLS: dict[str, Callable[[str], Payload | None]] = {
    "SetSlots": _set_slots,
    "StartFlow": _start_flow,
}


def _value(text: str) -> Value:
    if text[0] in "\"'":
        return text[1:-1]
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


def _intent(name: str, entities: str) -> Payload | None:
    try:
        return Payload(intent=name, entities=json.loads(entities, parse_constant=_refuse))
    except (ValueError, RecursionError):
        return None


def _refuse(constant: str) -> Value:
    raise ValueError(constant)
