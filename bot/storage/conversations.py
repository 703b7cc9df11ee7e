"""
Conversations and what was answered to each delivery.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.conversation.ports import Commit, Held
from bot.domain.message import BotMessage
from bot.domain.retention import Retention, kept_until
from bot.domain.serial import (
    replies_from_json,
    replies_to_json,
    tracker_from_json,
    tracker_to_json,
)
from bot.domain.tracker import Tracker
from bot.storage.keys import Wrapped
from bot.storage.sealing import padded, seal, unseal
from bot.storage.tables import conversations, data_keys, deliveries
from bot.storage.vault import STATE, Vault

_OWN_KEY = (data_keys.c.owner == conversations.c.id) & (data_keys.c.kind == STATE)
_HELD = (
    select(conversations.c.revision, conversations.c.state, data_keys.c.master, data_keys.c.sealed)
    .join_from(conversations, data_keys, _OWN_KEY)
    .where(conversations.c.id == bindparam("id"))
)
_STORED = update(conversations).where(
    conversations.c.id == bindparam("who"), conversations.c.revision == bindparam("before")
)
_BEGUN = insert(conversations)
_ANSWERED = (
    select(deliveries.c.replies, data_keys.c.master, data_keys.c.sealed)
    .join_from(
        deliveries,
        data_keys,
        (data_keys.c.owner == deliveries.c.conversation) & (data_keys.c.kind == STATE),
    )
    .where(deliveries.c.id == bindparam("id"))
)
_DELIVERED = insert(deliveries)
_FORGOTTEN = delete(conversations).where(conversations.c.id == bindparam("who"))
_UNDELIVERED = delete(deliveries).where(deliveries.c.conversation == bindparam("who"))
_LOG_OF = select(conversations.c.log).where(conversations.c.id == bindparam("id"))


def load(connection: Connection, vault: Vault, conversation: str) -> Held:
    """
    The conversation as it is; a new one if there is none.
    """
    row = connection.execute(_HELD, {"id": conversation}).first()
    if row is None:
        return Held(tracker=Tracker(), revision=0)
    key = _key(vault, (row.master, row.sealed), conversation)
    text = unseal(key, row.state, "tracker", conversation, str(row.revision))
    return Held(tracker=tracker_from_json(text), revision=row.revision)


def store(
    connection: Connection, vault: Vault, commit: Commit, retention: Retention
) -> bytes | None:
    """
    Keep the tracker; gives the conversation's key, or `None` if somebody was faster.
    """
    who, after = commit.conversation, commit.revision + 1
    key = vault.needed_key(connection, who, STATE)
    text = padded(tracker_to_json(commit.tracker))
    values = {
        "revision": after,
        "state": seal(key, text, "tracker", who, str(after)),
        "kept_until": kept_until(commit.now, retention.days),
    }
    if commit.revision == 0:
        # A second first message breaks on the primary key, which the caller takes for "somebody was faster".
        connection.execute(_BEGUN, {"id": who, **values})
        return key
    found = connection.execute(_STORED, {"who": who, "before": commit.revision, **values})
    return key if found.rowcount else None


def answered(
    connection: Connection, vault: Vault, conversation: str, delivery: str
) -> tuple[BotMessage, ...] | None:
    """
    What was answered to a delivery, or `None` if it is new.
    """
    name = delivery_name(vault, conversation, delivery)
    row = connection.execute(_ANSWERED, {"id": name}).first()
    if row is None:
        return None
    if row.replies is None:
        return ()
    return replies_from_json(
        unseal(_key(vault, (row.master, row.sealed), conversation), row.replies, "replies", name)
    )


def deliver(connection: Connection, vault: Vault, commit: Commit, key: bytes, days: int) -> None:
    """
    Keep what was answered, if the channel named the delivery.
    """
    if commit.delivery is None:
        return
    name = delivery_name(vault, commit.conversation, commit.delivery)
    text = padded(replies_to_json(commit.replies))
    connection.execute(
        _DELIVERED,
        {
            "id": name,
            "conversation": commit.conversation,
            "replies": seal(key, text, "replies", name),
            "kept_until": kept_until(commit.now, days),
        },
    )


def delivery_name(vault: Vault, conversation: str, delivery: str) -> str:
    """
    The name under which a delivery is kept.
    """
    return vault.names.of("delivery", conversation, delivery)


def log_of(connection: Connection, conversation: str) -> str | None:
    """
    The log that a conversation writes to, if it has one.
    """
    found: str | None = connection.execute(_LOG_OF, {"id": conversation}).scalar()
    return found


def forget(connection: Connection, vault: Vault, conversation: str) -> None:
    """
    Erase a conversation: its key, its state, what was answered.
    """
    vault.erase_keys(connection, conversation)
    connection.execute(_FORGOTTEN, {"who": conversation})
    connection.execute(_UNDELIVERED, {"who": conversation})


def _key(vault: Vault, kept: tuple[str, bytes], conversation: str) -> bytes:
    wrapped = Wrapped(master=kept[0], sealed=kept[1])
    return vault.masters.unwrap(wrapped, conversation, STATE)
