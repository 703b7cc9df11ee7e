"""
The inbox: each person's deliveries in the order of their arrival, answered by one process at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.conversation.delivery import Claimed, Delivery, Handled, Lease, Lost, Outgoing
from bot.domain.retention import Retention, kept_until
from bot.errors import StateUnreadable
from bot.storage import outbox, questions
from bot.storage.conversations import delivery_name
from bot.storage.letters import open_delivery, seal_delivery
from bot.storage.tables import deliveries, lanes, reminders
from bot.storage.vault import LANE, Vault

LEASE = 30
"""Seconds for which one process answers a person; then another may."""
KEPT_DAYS = 2
"""For how long a lane without traffic is remembered."""
WAITING_DAYS = 1
"""For how long a delivery waits for its answer before it is given up."""

_NEW_LANE = {
    "arrived": 0,
    "done": 0,
    "posted": 0,
    "lease_until": 0,
    "token": 0,
    "tries": 0,
    "muted": False,
}
# Holds the row until the transaction ends: what a person sends at once is numbered in the order in which it is kept.
_STAYS = {"index_elements": ["id"], "set_": {"id": lanes.c.id}}
_HELD = {
    "postgresql": postgresql.insert(lanes).on_conflict_do_update(**_STAYS).returning(lanes),  # type: ignore[arg-type] # mypy sees no keys
    "sqlite": sqlite.insert(lanes).on_conflict_do_update(**_STAYS).returning(lanes),  # type: ignore[arg-type] # as above
}
_LANE = update(lanes).where(lanes.c.id == bindparam("who"))
_ARRIVED = _LANE.values(arrived=lanes.c.arrived + 1)
_SEEN = _LANE.values(kept_until=bindparam("until"))
_KNOWN = select(deliveries.c.id).where(deliveries.c.id == bindparam("id"))
_KEPT = insert(deliveries)
_PENDING = select(deliveries).where(
    deliveries.c.conversation == bindparam("who"), deliveries.c.number == bindparam("number")
)
_ANSWERED = (
    update(deliveries)
    .where(deliveries.c.conversation == bindparam("who"), deliveries.c.number == bindparam("nth"))
    .values(body=None, number=None, kept_until=bindparam("until"))
)
_DROPPED = (
    update(deliveries)
    .where(deliveries.c.conversation == bindparam("who"), deliveries.c.body.is_not(None))
    .values(body=None, number=None)
)

_UNREMINDED = delete(reminders).where(reminders.c.conversation == bindparam("who"))

_WAITING = (
    select(lanes)
    .where(lanes.c.arrived > lanes.c.done, lanes.c.lease_until <= bindparam("now"))
    # Whoever was answered last comes last.
    .order_by(lanes.c.lease_until)
    .limit(1)
)
_WAITING_HELD = _WAITING.with_for_update(skip_locked=True)
_LEASED = _LANE.values(
    lease_until=bindparam("until"), token=lanes.c.token + 1, tries=lanes.c.tries + 1
).returning(lanes.c.token, lanes.c.tries)
_SKIPPED = _LANE.values(done=lanes.c.done + 1, tries=0)
_IS_HELD = (
    select(lanes.c.id)
    .where(lanes.c.id == bindparam("who"), lanes.c.token == bindparam("held"))
    .with_for_update()
)
_DONE = (
    _LANE.where(lanes.c.token == bindparam("held"))
    .values(
        done=lanes.c.done + 1,
        posted=lanes.c.posted + bindparam("new"),
        token=lanes.c.token + 1,
        tries=0,
        lease_until=bindparam("now"),
    )
    .returning(lanes.c.done, lanes.c.posted)
)
_POSTED = _LANE.values(posted=lanes.c.posted + bindparam("new")).returning(lanes.c.posted)
_MUTED = _LANE.values(
    muted=True, done=lanes.c.arrived, token=lanes.c.token + 1, tries=0, lease_until=0
)


def receive(
    connection: Connection, vault: Vault, delivery: Delivery, retention: Retention
) -> bool:
    """
    Keep a delivery at the end of its lane; `False` if it came before.
    """
    who = vault.names.of("sender", delivery.channel, delivery.sender)
    name = delivery_name(vault, who, delivery.delivery_id)
    lane = _hold(connection, who, delivery.received)
    if connection.execute(_KNOWN, {"id": name}).first() is not None:
        return False
    if delivery.wish == "stop":
        mute(connection, who)
    elif delivery.wish == "start":
        connection.execute(_LANE.values(muted=False), {"who": who})
    waits = delivery.wish != "stop" and (delivery.wish == "start" or not lane.muted)
    row = {"id": name, "conversation": who, "way": 0}
    if not waits:
        until = kept_until(delivery.received, retention.delivery_days)
        connection.execute(_KEPT, {**row, "kept_until": until})
        return True
    connection.execute(_ARRIVED, {"who": who})
    key = vault.needed_key(connection, who, LANE)
    body = seal_delivery(key, delivery, name)
    until = kept_until(delivery.received, WAITING_DAYS)
    connection.execute(
        _KEPT, {**row, "number": lane.arrived + 1, "body": body, "kept_until": until}
    )
    return True


def mute(connection: Connection, conversation: str) -> None:
    """
    Nothing is sent to this person any more, whatever waits; what they wrote is not answered.
    """
    connection.execute(_MUTED, {"who": conversation})
    connection.execute(_DROPPED, {"who": conversation})
    outbox.forget(connection, conversation)
    connection.execute(_UNREMINDED, {"who": conversation})


def is_waiting(connection: Connection, now: int) -> bool:
    """
    Whether there is somebody to answer.
    """
    return connection.execute(_WAITING, {"now": now}).first() is not None


def claim(connection: Connection, vault: Vault, now: int) -> Claimed | None:
    """
    The oldest delivery of somebody whom nobody answers, and the lease to do so.
    """
    while (lane := connection.execute(_WAITING_HELD, {"now": now}).first()) is not None:
        row = connection.execute(_PENDING, {"who": lane.id, "number": lane.done + 1}).first()
        delivery = None if row is None else _delivery(connection, vault, row)
        if delivery is None:
            # It was given up, or can't be read.
            connection.execute(_SKIPPED, {"who": lane.id})
            connection.execute(_ANSWERED, {"who": lane.id, "nth": lane.done + 1, "until": now})
            continue
        leased = connection.execute(_LEASED, {"who": lane.id, "until": now + LEASE}).one()
        lease = Lease(lane=lane.id, token=leased.token)
        shown = questions.shown(connection, vault, lane.id)
        return Claimed(lease=lease, delivery=delivery, tries=leased.tries, shown=shown)
    return None


def is_held(connection: Connection, lease: Lease) -> bool:
    """
    Whether the lease is still good; if so, until the transaction ends.
    """
    return (
        connection.execute(_IS_HELD, {"who": lease.lane, "held": lease.token}).first() is not None
    )


def finish(connection: Connection, vault: Vault, handled: Handled, retention: Retention) -> bool:
    """
    The delivery is answered: its words go, its answer waits to be sent. `False` if the lease isn't good any more.
    """
    who, new = handled.lease.lane, handled.outgoing
    held = {"who": who, "held": handled.lease.token, "new": len(new)}
    lane = connection.execute(_DONE, {**held, "now": int(handled.now.timestamp())}).first()
    if lane is None:
        return False
    until = kept_until(handled.now, retention.delivery_days)
    connection.execute(_ANSWERED, {"who": who, "nth": lane.done, "until": until})
    outbox.write(connection, vault, who, (lane.posted, new), handled.now)
    return True


def lose(
    connection: Connection, vault: Vault, lost: Lost, retention: Retention, now: datetime
) -> bool:
    """
    A message didn't arrive: nobody saw its options. `True` if it is sent again, which it is once.
    """
    who = vault.names.of("sender", lost.channel, lost.recipient)
    name = delivery_name(vault, who, f"lost {lost.name}")
    lane = _hold(connection, who, now)
    if connection.execute(_KNOWN, {"id": name}).first() is not None:
        return False
    until = kept_until(now, retention.delivery_days)
    connection.execute(_KEPT, {"id": name, "conversation": who, "way": 0, "kept_until": until})
    if lost.stopped:
        mute(connection, who)
    presses = questions.unseen(connection, vault, who, lost.number)
    goes_on = lane.posted != lost.number or lane.arrived != lane.done
    if lost.again is None or lane.muted or (goes_on and lost.again.urgency != "crisis"):
        return False
    post(connection, vault, who, (replace(lost.again, presses=presses),), now)
    return True


def post(
    connection: Connection, vault: Vault, conversation: str, new: Sequence[Outgoing], now: datetime
) -> None:
    """
    Send this to somebody, after all that waits to be sent to them; unless they want nothing.
    """
    if _hold(connection, conversation, now).muted:
        return
    lane = connection.execute(_POSTED, {"who": conversation, "new": len(new)}).one()
    outbox.write(connection, vault, conversation, (lane.posted, new), now)


def _hold(connection: Connection, conversation: str, now: datetime) -> Row[Any]:
    until = kept_until(now, KEPT_DAYS)
    new = {**_NEW_LANE, "id": conversation, "kept_until": until}
    lane = connection.execute(_HELD[connection.dialect.name], new).one()
    connection.execute(_SEEN, {"who": conversation, "until": until})
    return lane


def _delivery(connection: Connection, vault: Vault, row: Row[Any]) -> Delivery | None:
    key = vault.key(connection, row.conversation, LANE)
    try:
        return None if key is None else open_delivery(key, row.body, row.id)
    except StateUnreadable:
        return None
