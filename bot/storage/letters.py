"""
Deliveries and outgoing messages as they lie in the database: sealed, each bound to its place.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from bot.conversation.delivery import Delivery, Outgoing
from bot.domain.chain import canonical
from bot.domain.serial import replies_from_json, replies_to_json
from bot.errors import StateUnreadable
from bot.storage.sealing import padded, seal, unseal

_PLAIN = (
    "channel",
    "delivery_id",
    "sender",
    "text",
    "language",
    "country",
    "time_zone",
    "wish",
    "edited",
)
Place = tuple[str, int]
"""Whose message it is, and which."""


def seal_delivery(key: bytes, delivery: Delivery, name: str) -> bytes:
    """
    A delivery, for the row of this name.
    """
    body = {
        **{field: getattr(delivery, field) for field in _PLAIN},
        "attachments": list(delivery.attachments),
        "notes": dict(delivery.notes),
        "received": delivery.received.isoformat(),
    }
    return seal(key, padded(canonical(body)), "delivery", name)


def open_delivery(key: bytes, sealed: bytes, name: str) -> Delivery:
    """
    The delivery that was sealed; raises `StateUnreadable` if it can't be read.
    """
    body = _opened(key, sealed, "delivery", name)
    try:
        return Delivery(
            **{field: body[field] for field in _PLAIN},
            attachments=tuple(body["attachments"]),
            notes=body["notes"],
            received=datetime.fromisoformat(body["received"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise StateUnreadable from error


def seal_outgoing(key: bytes, outgoing: Outgoing, place: Place) -> bytes:
    """
    A message that is to be sent, for its row.
    """
    body = {
        "channel": outgoing.channel,
        "message": replies_to_json((outgoing.message,)).decode("utf-8", "surrogatepass"),
        "notes": dict(outgoing.notes),
        "recipient": outgoing.recipient,
        "urgency": outgoing.urgency,
    }
    return seal(key, padded(canonical(body)), "outgoing", place[0], str(place[1]))


def open_outgoing(key: bytes, sealed: bytes, place: Place) -> Outgoing:
    """
    The message that was sealed; raises `StateUnreadable` if it can't be read.
    """
    body = _opened(key, sealed, "outgoing", place[0], str(place[1]))
    try:
        (message,) = replies_from_json(body["message"].encode("utf-8", "surrogatepass"))
        return Outgoing(
            channel=body["channel"],
            message=message,
            notes=body["notes"],
            recipient=body["recipient"],
            urgency=body["urgency"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise StateUnreadable from error


def _opened(key: bytes, sealed: bytes, *purpose: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(
        unseal(key, sealed, *purpose).decode("utf-8", "surrogatepass")
    )
    return body
