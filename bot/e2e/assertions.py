"""
`assertions` of a user step: one function a kind, one table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from bot.domain.message import Button
from bot.e2e.case import Placed
from bot.e2e.expectation import (
    ActionRuns,
    BotUtters,
    ClarificationOffers,
    Expectation,
    FlowCompletes,
    FlowIsCancelled,
    FlowStarts,
    SlotIsNotSet,
    SlotIsSet,
)
from bot.loading.item import Item, Keys
from bot.loading.known import one_of

ENDED = Keys(allowed=("flow_id", "flow_step_id"), required=("flow_id",))
UTTERED = Keys(allowed=("utter_name", "text_matches", "buttons"))
BUTTON = Keys(allowed=("title", "payload"), required=("title",))
SLOT = Keys(allowed=("name", "value"), required=("name",))

End = TypeVar("End", FlowCompletes, FlowIsCancelled)
Set = TypeVar("Set", SlotIsSet, SlotIsNotSet)


def read_assertions(item: Item) -> tuple[Placed, ...]:
    """
    The expectations of a list of assertions, in order.
    """
    placed: list[Placed] = []
    for entry in item.entries("assertions"):
        kind = next(iter(entry.data), None) if isinstance(entry.data, dict) else None
        if not isinstance(kind, str) or len(entry.data) != 1 or kind not in KINDS:
            entry.wrong("this is no assertion", one_of(str(kind), KINDS))
            continue
        inside = entry.child(kind)
        placed += [Placed(expectation=each, line=entry.line) for each in KINDS[kind](inside)]
    return tuple(placed)


def _started(item: Item) -> list[Expectation]:
    return [FlowStarts(flow=item.text("the flow"))]


def _completed(item: Item) -> list[Expectation]:
    return [_end(FlowCompletes, item)]


def _cancelled(item: Item) -> list[Expectation]:
    return [_end(FlowIsCancelled, item)]


def _end(kind: type[End], item: Item) -> End:
    if not isinstance(item.data, dict):
        return kind(flow=item.text("the flow"))
    found = item.fields("the end of a flow", ENDED)
    return kind(
        flow=found["flow_id"].text("flow_id") if "flow_id" in found else "",
        step=found["flow_step_id"].text("flow_step_id") if "flow_step_id" in found else None,
    )


def _executed(item: Item) -> list[Expectation]:
    return [ActionRuns(action=item.text("the action"))]


def _uttered(item: Item) -> list[Expectation]:
    found = item.fields("bot_uttered", UTTERED)
    if not found:
        item.wrong("bot_uttered tells nothing", "utter_name, text_matches or buttons")
    buttons = found.get("buttons")
    return [
        BotUtters(
            response=found["utter_name"].text("utter_name") if "utter_name" in found else None,
            matches=_pattern(found["text_matches"]) if "text_matches" in found else None,
            buttons=tuple(_button(each) for each in buttons.entries("buttons"))
            if buttons
            else None,
        )
    ]


def _pattern(item: Item) -> str:
    pattern = item.text("text_matches")
    try:
        re.compile(pattern)
    except re.error as error:
        item.wrong(f"text_matches can't be read: {error}", "a regular expression")
        return ""
    return pattern


def _button(item: Item) -> Button:
    found = item.fields("a button", BUTTON)
    return Button(
        title=found["title"].text("the title") if "title" in found else "",
        payload=found["payload"].text("the payload") if "payload" in found else "",
    )


def _set(item: Item) -> list[Expectation]:
    return [_slot(SlotIsSet, each) for each in item.entries("slot_was_set")]


def _not_set(item: Item) -> list[Expectation]:
    return [_slot(SlotIsNotSet, each) for each in item.entries("slot_was_not_set")]


def _slot(kind: type[Set], item: Item) -> Set:
    found = item.fields("a slot", SLOT)
    return kind(
        slot=found["name"].text("the slot") if "name" in found else "",
        value=found["value"].data if "value" in found else None,
        anything="value" not in found,
    )


def _clarification(item: Item) -> list[Expectation]:
    flows = item.entries("pattern_clarification_contains")
    return [ClarificationOffers(flows=frozenset(each.text("a flow") for each in flows))]


KINDS: dict[str, Callable[[Item], list[Expectation]]] = {
    "flow_started": _started,
    "flow_completed": _completed,
    "flow_cancelled": _cancelled,
    "action_executed": _executed,
    "bot_uttered": _uttered,
    "slot_was_set": _set,
    "slot_was_not_set": _not_set,
    "pattern_clarification_contains": _clarification,
}
