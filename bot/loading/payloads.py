"""
What buttons send: read, and checked against slots, intents, entities and flows.
"""

from __future__ import annotations

from bot.engine.payload import Payload, parse_payload
from bot.loading import references
from bot.loading.item import Item

FORMS = "/SetSlots(slot=value), /intent or /StartFlow(flow)"


def read_payload(item: Item) -> str:
    """
    The payload as it is written; "" if it can't be read.
    """
    text = item.text("the payload")
    if not text:
        return ""
    payload = parse_payload(text)
    if payload is None:
        item.wrong(f"the payload {text!r} can't be read", FORMS)
        return ""
    _check(item, payload)
    return text


def _check(item: Item, payload: Payload) -> None:
    for name, value in payload.slots:
        references.value(item, name, value)
    for name in payload.entities:
        references.entity(item, name)
    if payload.intent is not None:
        references.intent(item, payload.intent)
    if payload.flow is not None:
        references.flow(item, payload.flow)
