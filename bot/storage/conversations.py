"""
Conversations and what was answered to each delivery.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, case, delete, insert, select, update

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
from bot.storage.pins import put_in_box, take_from_box
from bot.storage.sealing import derived, padded, seal, unseal
from bot.storage.tables import (
    conversations,
    data_keys,
    deliveries,
    outbox,
    questions,
    reminders,
)
from bot.storage.vault import STATE, Vault

_OWN_KEY = (data_keys.c.owner == conversations.c.id) & (data_keys.c.kind == STATE)
_HELD = (
    select(conversations.c.revision, conversations.c.state, data_keys.c.master, data_keys.c.sealed)
    .join_from(conversations, data_keys, _OWN_KEY)
    .where(conversations.c.id == bindparam("id"))
)
_STORED = (
    update(conversations)
    .where(conversations.c.id == bindparam("who"), conversations.c.revision == bindparam("before"))
    .values(
        revision=bindparam("after"),
        state=bindparam("new_state"),
        # Who was promised a longer time keeps it.
        kept_until=case(
            (conversations.c.kept_until > bindparam("until"), conversations.c.kept_until),
            else_=bindparam("until"),
        ),
    )
)
_BEGUN = insert(conversations)
_ANSWERED = (
    select(deliveries.c.replies, deliveries.c.way, data_keys.c.master, data_keys.c.sealed)
    .join_from(
        deliveries,
        data_keys,
        (data_keys.c.owner == deliveries.c.conversation) & (data_keys.c.kind == STATE),
    )
    .where(deliveries.c.id == bindparam("id"))
    # One that waits for its answer has none yet.
    .where(deliveries.c.body.is_(None))
)
_DELIVERED = insert(deliveries)
_FORGOTTEN = delete(conversations).where(conversations.c.id == bindparam("who"))
# What somebody wrote after "erase everything" still waits for its answer.
_UNDELIVERED = delete(deliveries).where(
    deliveries.c.conversation == bindparam("who"), deliveries.c.body.is_(None)
)
_UNSENT = delete(outbox).where(outbox.c.lane == bindparam("who"))
_UNASKED = delete(questions).where(questions.c.lane == bindparam("who"))
_UNREMINDED = delete(reminders).where(reminders.c.conversation == bindparam("who"))
_LOG_OF = select(conversations.c.log).where(conversations.c.id == bindparam("id"))


PLAIN_WAY = 0
"""The answer opens with the conversation's key alone."""
TEXT_WAY = 1
"""It shows what this message put into a locked log: it takes the message, too."""
LOG_WAY = 2
"""It shows a locked log: it takes the log's key."""
BOX_WAY = 3
"""It shows what went into a locked log: it lies in the log's box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """
    How an answer is kept: its way, and the key for it (the public half of the log's box, for that way).
    """

    way: int
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """
    The answer to a delivery as it is kept; `key` is the conversation's.
    """

    name: str
    way: int
    sealed: bytes | None = field(repr=False)
    key: bytes = field(repr=False)


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
    state = seal(key, text, "tracker", who, str(after))
    until = kept_until(commit.now, retention.days)
    if commit.revision == 0:
        # A second first message breaks on the primary key, which the caller takes for "somebody was faster".
        row = {"id": who, "revision": after, "state": state, "kept_until": until}
        connection.execute(_BEGUN, row)
        return key
    row = {"who": who, "before": commit.revision, "after": after, "new_state": state}
    return key if connection.execute(_STORED, {**row, "until": until}).rowcount else None


def find_answer(
    connection: Connection, vault: Vault, conversation: str, delivery: str
) -> KeptAnswer | None:
    """
    What was kept of the answer to a delivery, or `None` if it is new.
    """
    name = delivery_name(vault, conversation, delivery)
    row = connection.execute(_ANSWERED, {"id": name}).first()
    if row is None:
        return None
    key = _key(vault, (row.master, row.sealed), conversation)
    return KeptAnswer(name=name, way=row.way, sealed=row.replies, key=key)


def open_answer(answer: KeptAnswer, key: bytes) -> tuple[BotMessage, ...]:
    """
    The answer, opened with the key that its way gives; none if it was dropped when the log was locked.
    """
    if answer.sealed is None:
        return ()
    return replies_from_json(unseal(key, answer.sealed, "replies", answer.name))


def answer_from_box(answer: KeptAnswer, private: bytes) -> tuple[BotMessage, ...]:
    """
    The answer that lies in a log's box.
    """
    return replies_from_json(take_from_box(private, answer.sealed or b"", "replies", answer.name))


def keep_answer(
    connection: Connection, vault: Vault, commit: Commit, sealing: Sealing, days: int
) -> None:
    """
    Keep what was answered, if the channel named the delivery.
    """
    if commit.delivery is None:
        return
    name = delivery_name(vault, commit.conversation, commit.delivery)
    text = padded(replies_to_json(commit.replies))
    close = put_in_box if sealing.way == BOX_WAY else seal
    connection.execute(
        _DELIVERED,
        {
            "id": name,
            "conversation": commit.conversation,
            "replies": close(sealing.key, text, "replies", name),
            "way": sealing.way,
            "kept_until": kept_until(commit.now, days),
        },
    )


def text_key(key: bytes, text: str) -> bytes:
    """
    The key that only whoever has the message itself can make.
    """
    return derived(key, "message", text)


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
    Erase a conversation: its key, its state, what was answered, what was to be sent, what it was to be reminded of.
    """
    vault.erase_key(connection, conversation, STATE)
    for erased in (_FORGOTTEN, _UNDELIVERED, _UNSENT, _UNASKED, _UNREMINDED):
        connection.execute(erased, {"who": conversation})


def _key(vault: Vault, kept: tuple[str, bytes], conversation: str) -> bytes:
    wrapped = Wrapped(master=kept[0], sealed=kept[1])
    return vault.masters.unwrap(wrapped, conversation, STATE)
