"""
Logs: their entries, each sealed, bound to the one before by its hash.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.domain.chain import FIRST, Line, canonical, from_plain, link, plain
from bot.domain.evidence import Change, Entry, as_entries
from bot.errors import StateUnreadable
from bot.storage.sealing import derived, padded, seal, unseal
from bot.storage.tables import conversations, entries, logs
from bot.storage.vault import ENTRIES, Vault

_LOG = select(logs).where(logs.c.id == bindparam("id")).with_for_update()
_LINES = select(entries).where(entries.c.log == bindparam("id")).order_by(entries.c.number)
_WRITTEN = insert(entries)
_GROWN = update(logs).where(logs.c.id == bindparam("which"))
_BEGUN = insert(logs)
_JOINED = update(conversations).where(conversations.c.id == bindparam("who"))
_NO_LINES = delete(entries).where(entries.c.log == bindparam("which"))
_NO_LOG = delete(logs).where(logs.c.id == bindparam("which"))


def begin(connection: Connection, vault: Vault, conversation: str) -> str:
    """
    A new log for a conversation; gives its id.
    """
    log = secrets.token_hex(16)
    vault.make_key(connection, log, ENTRIES)
    connection.execute(_BEGUN, {"id": log, "lines": 0, "items": 0, "head": bytes.fromhex(FIRST)})
    connection.execute(_JOINED, {"who": conversation, "log": log})
    return log


def append(
    connection: Connection, vault: Vault, log: str, changes: Sequence[Change], now: datetime
) -> None:
    """
    Write changes at the end of a log; what it costs doesn't grow with the log.
    """
    row = connection.execute(_LOG, {"id": log}).one()
    key = vault.needed_key(connection, log, ENTRIES)
    new = as_entries(changes, row.items, now)
    lines = link(new, _salts(), (row.lines, row.head.hex()))
    connection.execute(_WRITTEN, [_row(log, key, line) for line in lines])
    connection.execute(
        _GROWN,
        {
            "which": log,
            "lines": lines[-1].number,
            "items": max(row.items, *(line.entry.item for line in lines)),
            "head": bytes.fromhex(lines[-1].hash),
        },
    )


def read(connection: Connection, vault: Vault, log: str) -> tuple[Line, ...]:
    """
    All lines of a log, oldest first.
    """
    key = vault.key(connection, log, ENTRIES)
    if key is None:
        return ()
    return tuple(
        _line(row.number, unseal(key, row.body, "entry", log, str(row.number)))
        for row in connection.execute(_LINES, {"id": log})
    )


def forget(connection: Connection, vault: Vault, log: str) -> None:
    """
    Erase a log: its keys and its lines.
    """
    vault.erase_keys(connection, log)
    connection.execute(_NO_LINES, {"which": log})
    connection.execute(_NO_LOG, {"which": log})


def _salts() -> Iterator[str]:
    while True:
        yield secrets.token_hex(16)


def _row(log: str, key: bytes, line: Line) -> dict[str, object]:
    body = {
        "entry": plain(line.entry),
        "hash": line.hash,
        "previous": line.previous,
        "salt": line.salt,
    }
    text = padded(canonical(body))
    return {
        "log": log,
        "number": line.number,
        "item": line.entry.item,
        "address": address_name(key, line.entry),
        "sealed": False,
        "body": seal(key, text, "entry", log, str(line.number)),
    }


def address_name(key: bytes, entry: Entry) -> str | None:
    """
    The name of an entry's address within its log.
    """
    if entry.normalized is None:
        return None
    return derived(key, "address", entry.normalized).hex()[:32]


def _line(number: int, text: bytes) -> Line:
    try:
        body = json.loads(text.decode("utf-8", "surrogatepass"))
        return Line(
            number=number,
            entry=from_plain(body["entry"]),
            salt=body["salt"],
            previous=body["previous"],
            hash=body["hash"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise StateUnreadable from error


def entries_of(lines: Iterable[Line]) -> tuple[Entry, ...]:
    """
    What the lines say.
    """
    return tuple(line.entry for line in lines)
