"""
Reminders that people asked for; only while one is pending is it known where to write to.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.conversation.delivery import Reminder
from bot.domain.chain import canonical
from bot.domain.request import Purpose, Remind
from bot.domain.retention import Retention
from bot.storage.sealing import padded, seal, unseal
from bot.storage.tables import conversations, reminders
from bot.storage.vault import STATE, Vault

CLAIM = 5 * 60
"""Seconds for which a reminder belongs to the process that sends it."""
MOST_TRIES = 5
RETRY = 10 * 60
"""Seconds until a reminder that could not be sent is tried again."""
LONGEST = 400 * 86_400
"""Seconds ahead that a reminder may lie."""

_DUE = (
    select(reminders.c.id)
    .where(reminders.c.due <= bindparam("now"))
    .where(reminders.c.claimed_until <= bindparam("now"))
    .where(reminders.c.tries < MOST_TRIES)
    .order_by(reminders.c.due)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIMED = (
    update(reminders)
    .where(reminders.c.id.in_(bindparam("ids", expanding=True)))
    .values(claimed_until=bindparam("until"), tries=reminders.c.tries + 1)
    .returning(reminders)
)
_GONE = delete(reminders).where(reminders.c.id == bindparam("which"))
_MOVED = update(reminders).where(reminders.c.id == bindparam("which"))
_OF_PERSON = delete(reminders).where(reminders.c.conversation == bindparam("who"))
_OF_PURPOSE = _OF_PERSON.where(reminders.c.purpose == bindparam("what"))
_KEPT_UNTIL = select(conversations.c.kept_until).where(conversations.c.id == bindparam("id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """
    Whom to remind.
    """

    conversation: str
    channel: str
    sender: str = field(repr=False)
    language: str


def remind(
    connection: Connection, key: bytes, person: Person, wish: Remind, now: datetime
) -> None:
    """
    Keep a reminder, and for its sake where to write to, sealed with the conversation's `key`.

    Another one for the same purpose takes its place. One in the past is due at once.
    """
    name = secrets.token_hex(16)
    body = {
        "channel": person.channel,
        "language": person.language,
        "response": wish.response,
        "sender": person.sender,
    }
    due = int(min(max(wish.moment.timestamp(), now.timestamp()), now.timestamp() + LONGEST))
    forget(connection, person.conversation, wish.purpose)
    row = {
        "id": name,
        "conversation": person.conversation,
        "purpose": wish.purpose,
        "due": due,
        "claimed_until": 0,
        "tries": 0,
        "body": seal(key, padded(canonical(body)), "reminder", name),
    }
    connection.execute(insert(reminders), row)


def forget(connection: Connection, conversation: str, purpose: Purpose | None = None) -> None:
    """
    Drop somebody's reminders, all or those for one purpose.
    """
    if purpose is None:
        connection.execute(_OF_PERSON, {"who": conversation})
    else:
        connection.execute(_OF_PURPOSE, {"who": conversation, "what": purpose})


def claim(
    connection: Connection, vault: Vault, now: int, most: int, retention: Retention
) -> tuple[Reminder, ...]:
    """
    The reminders that are due; for a while nobody else gets them.
    """
    ids = list(connection.execute(_DUE, {"now": now, "most": most}).scalars())
    if not ids:
        return ()
    rows = connection.execute(_CLAIMED, {"ids": ids, "until": now + CLAIM}).all()
    in_time = sorted(rows, key=lambda row: (row.due, row.id))
    wanted = [row for row in in_time if not _put_off(connection, row, now, retention)]
    return tuple(_read_all(connection, vault, wanted))


def sent(connection: Connection, reminder: str) -> bool:
    """
    The reminder reached its channel: it is gone, and with it the person's number; `False` if it was gone before.
    """
    return connection.execute(_GONE, {"which": reminder}).rowcount == 1


def failed(connection: Connection, reminder: str, now: int) -> None:
    """
    The reminder could not be sent: try again later, but not for ever.
    """
    tries = connection.execute(select(reminders.c.tries).where(reminders.c.id == reminder))
    if (tries.scalar() or MOST_TRIES) >= MOST_TRIES:
        sent(connection, reminder)
        return
    connection.execute(_MOVED, {"which": reminder, "due": now + RETRY, "claimed_until": 0})


def _put_off(connection: Connection, row: Row[Any], now: int, retention: Retention) -> bool:
    """
    A warning of erasing waits as long as the erasing is put off by new messages.
    """
    if row.purpose != "retention":
        return False
    kept_until = connection.execute(_KEPT_UNTIL, {"id": row.conversation}).scalar() or 0
    due = kept_until - retention.warn_days * 86_400
    if due <= now:
        return False
    connection.execute(_MOVED, {"which": row.id, "due": due, "claimed_until": 0, "tries": 0})
    return True


def _read_all(
    connection: Connection, vault: Vault, rows: Iterable[Row[Any]]
) -> Iterable[Reminder]:
    for row in rows:
        key = vault.key(connection, row.conversation, STATE)
        if key is None:
            sent(connection, row.id)
            continue
        body = json.loads(unseal(key, row.body, "reminder", row.id))
        yield Reminder(
            id=row.id,
            conversation=row.conversation,
            purpose=row.purpose,
            **{name: body[name] for name in ("channel", "sender", "response", "language")},
        )
