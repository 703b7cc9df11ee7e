"""
The outbox: each person's messages in the order of their writing, until a provider took them.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, insert, select, update

from bot.conversation.delivery import Outgoing, Posted, Result, Retry, Sent, Unknown
from bot.errors import StateUnreadable
from bot.storage import questions
from bot.storage.letters import open_outgoing, seal_outgoing
from bot.storage.tables import outbox
from bot.storage.vault import LANE, Vault

log = logging.getLogger(__name__)

SENDING = 25
"""Seconds after which nobody knows any more whether a message was sent: its sender died."""
WORTH = {"crisis": 15 * 60, "ordinary": 15 * 60, "reminder": 3600}
"""Seconds after which a message isn't worth sending: somebody else may hold the phone by then."""
AHEAD = 3600
"""Seconds for which an answer with an emergency number or a crisis line counts as waiting already: it goes before others."""
BACKOFF = (2, 5, 15, 60, 120, 240)
"""Seconds before a message is tried again, by how often it was."""
_WAITS, _BEING_SENT = 0, 1

_earlier = outbox.alias()
_FIRST = ~(
    select(_earlier.c.lane)
    .where(_earlier.c.lane == outbox.c.lane, _earlier.c.number < outbox.c.number)
    .exists()
)
_READY = (
    select(outbox).where(outbox.c.due <= bindparam("now"), _FIRST).order_by(outbox.c.due).limit(1)
)
_READY_HELD = _READY.with_for_update(skip_locked=True)
_THIS = and_(
    outbox.c.lane == bindparam("who"),
    outbox.c.number == bindparam("nth"),
    outbox.c.tries == bindparam("try"),
)
_FOUND = select(outbox).where(_THIS)
_SET = update(outbox).where(_THIS)
_GONE = delete(outbox).where(_THIS)
_FORGOTTEN = delete(outbox).where(outbox.c.lane == bindparam("who"))
_WRITTEN = insert(outbox)


def write(
    connection: Connection,
    vault: Vault,
    who: str,
    new: tuple[int, Sequence[Outgoing]],
    now: datetime,
) -> None:
    """
    Put messages into the outbox; the last of them has the number that is given.
    """
    last, messages = new
    if not messages:
        return
    key, moment = vault.needed_key(connection, who, LANE), int(now.timestamp())
    fresh = {"lane": who, "state": _WAITS, "tries": 0, "repeats": 0}
    connection.execute(
        _WRITTEN,
        [
            {
                **fresh,
                "number": number,
                "due": moment - (AHEAD if each.urgency == "crisis" else 0),
                "until": moment + WORTH[each.urgency],
                "body": seal_outgoing(key, each, (who, number)),
            }
            for number, each in enumerate(messages, last - len(messages) + 1)
        ],
    )
    if messages[-1].presses:
        questions.note(connection, key, who, last, messages[-1].presses)


def is_ready(connection: Connection, now: int) -> bool:
    """
    Whether there is something to send.
    """
    return connection.execute(_READY, {"now": now}).first() is not None


def claim(connection: Connection, vault: Vault, now: int) -> Posted | None:
    """
    A message to send: the first of somebody's. What isn't worth sending any more is dropped on the way.
    """
    while (row := connection.execute(_READY_HELD, {"now": now}).first()) is not None:
        outgoing = _read(connection, vault, row)
        which = {"who": row.lane, "nth": row.number, "try": row.tries}
        if outgoing is None or row.until <= now or not _may_be_sent(row, outgoing):
            log.warning("outgoing_dropped tries=%s", row.tries)
            connection.execute(_GONE, which)
            if row.state == _BEING_SENT:
                questions.handed(connection, row.lane, row.number, row.due - SENDING)
            continue
        repeats = row.repeats + (row.state == _BEING_SENT)
        tries = row.tries + 1
        claimed = {"state": _BEING_SENT, "due": now + SENDING, "tries": tries}
        connection.execute(_SET, {**which, **claimed, "repeats": repeats})
        return Posted(lane=row.lane, number=row.number, tries=tries, outgoing=outgoing)
    return None


def _may_be_sent(row: Row[Any], outgoing: Outgoing) -> bool:
    """
    What a dead process was sending may have arrived.
    """
    return row.state != _BEING_SENT or _is_repeated(outgoing, row.repeats)


def _is_repeated(outgoing: Outgoing, repeats: int) -> bool:
    return outgoing.urgency == "crisis" and repeats == 0


def settle(connection: Connection, posted: Posted, result: Result, now: int) -> None:
    """
    What became of a message; nothing if somebody else has claimed it meanwhile.
    """
    which = {"who": posted.lane, "nth": posted.number, "try": posted.tries}
    row = connection.execute(_FOUND, which).first()
    due = None if row is None else _next(row, posted, result, now)
    if isinstance(result, (Sent, Unknown)):
        questions.handed(connection, posted.lane, posted.number, now)
    if row is None or due is None or due >= row.until:
        connection.execute(_GONE, which)
        return
    repeats = row.repeats + isinstance(result, Unknown)
    connection.execute(_SET, {**which, "state": _WAITS, "due": due, "repeats": repeats})


def _next(row: Row[Any], posted: Posted, result: Result, now: int) -> int | None:
    """
    When to try again, if at all.
    """
    pause = BACKOFF[min(posted.tries, len(BACKOFF)) - 1]
    if isinstance(result, Retry):
        return now + max(pause, int(result.after or 0) + 1)
    if isinstance(result, Unknown) and _is_repeated(posted.outgoing, row.repeats):
        return now + pause
    return None


def forget(connection: Connection, conversation: str) -> None:
    """
    Drop all that waits to be sent to somebody.
    """
    connection.execute(_FORGOTTEN, {"who": conversation})


def _read(connection: Connection, vault: Vault, row: Row[Any]) -> Outgoing | None:
    key = vault.key(connection, row.lane, LANE)
    try:
        return None if key is None else open_outgoing(key, row.body, (row.lane, row.number))
    except StateUnreadable:
        return None
