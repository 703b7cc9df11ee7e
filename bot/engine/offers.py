"""
What a person may start or set by themselves: what has a name, an intent, or a button.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.domain.assistant import Assistant
from bot.domain.flow import Flow
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.answer import same_words
from bot.engine.payload import Payload, parse_payload
from bot.engine.render import NAME


@lru_cache(maxsize=8)
def flow_names(assistant: Assistant) -> Mapping[str, str]:
    """
    What people say for the flows that have words of their own (`said_as`), in every language.
    """
    return {
        same_words(text): name.removeprefix(NAME)
        for responses in assistant.responses.values()
        for name, response in responses.items()
        for text in response.said_as
    }


def offered(assistant: Assistant, payload: Payload) -> bool:
    """
    Only what some button offers can be pressed: slots that belong to the flows aren't a person's to set.
    """
    if payload.flow is not None:
        return payload.flow in startable(assistant)
    if payload.slots:
        return set(payload.slots) <= _button_slots(assistant)
    return payload.intent in assistant.intents


@lru_cache(maxsize=64)
def startable(assistant: Assistant) -> frozenset[str]:
    """
    The flows that a person can start: those with a name to be offered by, with an intent, or on a button.
    """
    buttons = (parse_payload(each) for each in _payloads(assistant))
    called = set(flow_names(assistant).values())
    on_buttons = {payload.flow for payload in buttons if payload is not None}
    return frozenset(
        flow.id
        for flow in assistant.flows.values()
        if flow.name or flow.triggers or flow.id in on_buttons or flow.id in called
    )


def _payloads(assistant: Assistant) -> Iterator[str]:
    for responses in assistant.responses.values():
        for response in responses.values():
            for variation in response.variations:
                yield from (button.payload for button in variation.buttons)


@lru_cache(maxsize=8)
def _button_slots(assistant: Assistant) -> frozenset[tuple[str, Value]]:
    found: set[tuple[str, Value]] = set()
    for each in _payloads(assistant):
        payload = parse_payload(each)
        found.update(payload.slots if payload else ())
    return frozenset(found)


def may_start(flow: Flow, tracker: Tracker) -> bool:
    """
    Whether a message may start this flow now.
    """
    return flow.guard is None or flow.guard.holds({"slots": tracker.slots, "context": {}})
