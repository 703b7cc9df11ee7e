"""
Locking a log with a PIN, opening it, and finding it by its case code.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select, update

from bot.storage import logs
from bot.storage.logs import Log
from bot.storage.pins import (
    PinCost,
    PreparedPin,
    new_private_key,
    open_with_pin,
    public_key,
    seal_with_nothing,
)
from bot.storage.tables import conversations, data_keys, deliveries
from bot.storage.tables import logs as logs_table
from bot.storage.vault import ENTRIES, Vault

PIN = "pin"
"""The kind of key that opens a locked log: that of its entries, sealed with the PIN, sealed with the master key."""

_LOCKED = update(logs_table).where(logs_table.c.id == bindparam("which"))
_BY_CODE = select(logs_table.c.id).where(logs_table.c.code == bindparam("code"))
_CODE_FREE = update(logs_table).where(logs_table.c.code == bindparam("old")).values(code=None)
_KEY_GONE = delete(data_keys).where(
    data_keys.c.owner == bindparam("whose"), data_keys.c.kind == bindparam("what")
)
_SILENT = (
    update(deliveries)
    .where(
        deliveries.c.conversation.in_(
            select(conversations.c.id).where(conversations.c.log == bindparam("which"))
        )
    )
    .values(replies=None)
)


def lock(connection: Connection, vault: Vault, log: Log, pin: PreparedPin) -> None:
    """
    Lock an open log: from here on the master key alone doesn't open it.

    Answers that were kept may show entries: they are dropped, their deliveries stay known.
    """
    key = vault.needed_key(connection, log.id, ENTRIES)
    private = logs.private_half(log, key) or new_private_key()
    vault.keep(connection, pin.seal(key, PIN, log.id), log.id, PIN)
    connection.execute(_KEY_GONE, {"whose": log.id, "what": ENTRIES})
    connection.execute(
        _LOCKED,
        {
            "which": log.id,
            "public_key": public_key(private),
            "private_key": logs.seal_private_half(log, key, private),
        },
    )
    connection.execute(_SILENT, {"which": log.id})


def unlock(connection: Connection, vault: Vault, log: Log, key: bytes) -> None:
    """
    Take the PIN away; the case code, which needs it, goes with it.
    """
    vault.keep(connection, key, log.id, ENTRIES)
    connection.execute(_KEY_GONE, {"whose": log.id, "what": PIN})
    logs.empty_box(connection, log, key)
    connection.execute(_LOCKED, {"which": log.id, "public_key": None, "code": None})


def sealed_key(connection: Connection, vault: Vault, log: str | None, cost: PinCost) -> bytes:
    """
    What a PIN has to open; where there is nothing, something that looks the same and never opens.
    """
    found = vault.key(connection, log or "", PIN)
    return seal_with_nothing(cost) if found is None else found


def try_pin(sealed: bytes, pin: str, log: str | None) -> bytes | None:
    """
    The key of the log's entries, or `None`. Slow on purpose: call it outside of a transaction.
    """
    return open_with_pin(sealed, pin, PIN, log or "")


def keep_code(connection: Connection, vault: Vault, log: Log, code: str) -> None:
    """
    Let a log be found by a case code; the one before ends.
    """
    name = vault.names.of("code", code)
    # Should the same code have been drawn before, in 54 bits of chance, it stands for the newer log.
    connection.execute(_CODE_FREE, {"old": name})
    connection.execute(_LOCKED, {"which": log.id, "code": name})


def by_code(connection: Connection, vault: Vault, code: str) -> str | None:
    """
    The log that a case code stands for.
    """
    name = vault.names.of("code", code)
    found: str | None = connection.execute(_BY_CODE, {"code": name}).scalar()
    return found
