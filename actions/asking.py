"""
What an action asks of the store, beside adding to the log.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa_sdk.events import SlotSet

from bot.domain.request import KINDS, Request

REQUESTS_SLOT = "store_requests"
_NAMES = {kind: name for name, kind in KINDS.items()}


def asks(*requests: Request) -> dict[str, Any]:
    """
    The event that carries the requests to the store; it does them when the turn is kept.
    """
    written = [{"request": _NAMES[type(each)], **asdict(each)} for each in requests]
    event: dict[str, Any] = SlotSet(REQUESTS_SLOT, written)
    return event
