"""
For how long things are kept, and erasing what is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, case, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage import conversations as stored
from bot.storage import logs as stored_logs
from bot.storage.reminders import MOST_TRIES
from bot.storage.tables import (
    chat_messages,
    conversations,
    data_keys,
    deliveries,
    downloads,
    guesses,
    jobs,
    lanes,
    left_talks,
    logs,
    outbox,
    questions,
    reminders,
)
from bot.storage.vault import Vault

AT_ONCE = 200
"""How many conversations are erased in one transaction, so that nobody waits long."""
EVERY = 3600
"""Seconds between two purges."""
_PURGE = "purge"

_OVER = (
    select(conversations.c.id)
    .where(conversations.c.kept_until <= bindparam("now"))
    .order_by(conversations.c.kept_until)
    .limit(AT_ONCE)
    # Whoever writes at this very moment either comes before, and is kept, or after, and begins anew.
    .with_for_update(skip_locked=True)
)
_LEFT_LOGS = (
    select(logs.c.id)
    .where(~select(conversations.c.id).where(conversations.c.log == logs.c.id).exists())
    .limit(AT_ONCE)
)
# A key without a conversation, a log or an answer that it would open.
_LEFT_KEYS = delete(data_keys).where(
    and_(
        ~select(conversations.c.id).where(conversations.c.id == data_keys.c.owner).exists(),
        ~select(logs.c.id).where(logs.c.id == data_keys.c.owner).exists(),
        ~select(deliveries.c.id).where(deliveries.c.conversation == data_keys.c.owner).exists(),
        ~select(lanes.c.id).where(lanes.c.id == data_keys.c.owner).exists(),
        ~select(chat_messages.c.id)
        .where(chat_messages.c.conversation == data_keys.c.owner)
        .exists(),
    )
)
_PASSED = (
    delete(deliveries).where(deliveries.c.kept_until <= bindparam("now")),
    delete(outbox).where(outbox.c.until <= bindparam("now")),
    delete(chat_messages).where(chat_messages.c.kept_until <= bindparam("now")),
    delete(lanes).where(
        lanes.c.kept_until <= bindparam("now"),
        lanes.c.lease_until <= bindparam("now"),
        lanes.c.arrived == lanes.c.done,
        ~lanes.c.muted,
    ),
    delete(left_talks).where(left_talks.c.kept_until <= bindparam("now")),
    delete(questions).where(~select(lanes.c.id).where(lanes.c.id == questions.c.lane).exists()),
    delete(guesses).where(guesses.c.kept_until <= bindparam("now")),
    delete(downloads).where(downloads.c.expires <= bindparam("now")),
    delete(reminders).where(
        or_(
            and_(reminders.c.tries >= MOST_TRIES, reminders.c.claimed_until <= bindparam("now")),
            ~select(conversations.c.id)
            .where(conversations.c.id == reminders.c.conversation)
            .exists(),
        )
    ),
)
_LONGER = (
    update(conversations)
    .where(conversations.c.id == bindparam("who"))
    .values(
        kept_until=case(
            (conversations.c.kept_until > bindparam("until"), conversations.c.kept_until),
            else_=bindparam("until"),
        )
    )
)
_KEPT_UNTIL = select(conversations.c.kept_until).where(conversations.c.id == bindparam("id"))
_TURN = update(jobs).where(jobs.c.name == bindparam("job"), jobs.c.due <= bindparam("now"))
_KNOWN = {"name": _PURGE, "due": 0}
_ANNOUNCED = {
    "postgresql": postgresql.insert(jobs).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(jobs).on_conflict_do_nothing(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Purged:
    """
    How much was erased.
    """

    conversations: int = 0
    logs: int = 0
    deliveries: int = 0


def keep_longer(connection: Connection, conversation: str, until: int) -> None:
    """
    Erase no earlier than `until`; never earlier than before.
    """
    connection.execute(_LONGER, {"who": conversation, "until": until})


def kept_until(connection: Connection, conversation: str) -> int | None:
    """
    When a conversation is erased, in seconds since 1970.
    """
    found: int | None = connection.execute(_KEPT_UNTIL, {"id": conversation}).scalar()
    return found


def is_my_turn(connection: Connection, now: int) -> bool:
    """
    Whether this process is to purge now; if so, no other one is until the next time.
    """
    connection.execute(_ANNOUNCED[connection.dialect.name], _KNOWN)
    return connection.execute(_TURN, {"job": _PURGE, "now": now, "due": now + EVERY}).rowcount == 1


def erase_some(connection: Connection, vault: Vault, now: int) -> Purged:
    """
    Erase some of the conversations whose time is over, and the logs that nobody writes to any more.
    """
    over = _ids(connection, _OVER, now)
    for conversation in over:
        stored.forget(connection, vault, conversation)
    left = _ids(connection, _LEFT_LOGS, now)
    for log in left:
        stored_logs.forget(connection, vault, log)
    return Purged(conversations=len(over), logs=len(left))


def erase_passed(connection: Connection, now: int) -> int:
    """
    Erase deliveries, guesses, downloads and reminders whose time is over, and keys that open nothing; counts deliveries.
    """
    counts = [connection.execute(each, {"now": now}).rowcount for each in _PASSED]
    connection.execute(_LEFT_KEYS)
    return counts[0]


def _ids(connection: Connection, wanted: Select[Any], now: int) -> Sequence[str]:
    return connection.execute(wanted, {"now": now}).scalars().all()
