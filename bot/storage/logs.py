"""
Logs: their entries, each sealed, bound to the one before by its hash.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.domain.chain import FIRST, Line, canonical, from_plain, link, plain
from bot.domain.evidence import Change, Entry, as_entries, sameness
from bot.errors import StateUnreadable
from bot.storage.pins import put_in_box, take_from_box
from bot.storage.sealing import derived, padded, seal, unseal
from bot.storage.tables import conversations, downloads, entries, logs
from bot.storage.vault import ENTRIES, Vault

_LOG = select(logs).where(logs.c.id == bindparam("id"))
_LOG_HELD = _LOG.with_for_update()
_OF_LOG = select(entries).where(entries.c.log == bindparam("id"))
_LINES = _OF_LOG.order_by(entries.c.number)
_ITEMS_ALIKE = (
    select(entries.c.item)
    .where(entries.c.log == bindparam("id"))
    .where(entries.c.address.in_(bindparam("names", expanding=True)))
)
# Not put in order here: SQLite would then rather go through the whole log.
_LINES_OF = _OF_LOG.where(entries.c.item.in_(bindparam("items", expanding=True)))
_BOXED_LINES = _OF_LOG.where(entries.c.sealed)
_RESEALED = update(entries).where(
    entries.c.log == bindparam("which"), entries.c.number == bindparam("place")
)
_WRITTEN = insert(entries)
_GROWN = update(logs).where(logs.c.id == bindparam("which"))
_BEGUN = insert(logs)
_JOINED = update(conversations).where(conversations.c.id == bindparam("who"))
_MEMBERS = select(conversations.c.id).where(conversations.c.log == bindparam("id"))
_NO_DOWNLOADS = delete(downloads).where(downloads.c.log == bindparam("which"))
_NO_LINES = delete(entries).where(entries.c.log == bindparam("which"))
_NO_LOG = delete(logs).where(logs.c.id == bindparam("which"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """
    A log as its row says; `public_key` if it is locked.
    """

    id: str
    lines: int
    items: int
    head: str
    public_key: bytes | None = field(repr=False)
    private_key: bytes | None = field(repr=False)
    has_code: bool

    @property
    def locked(self) -> bool:
        """
        Whether it takes a PIN to read it.
        """
        return self.public_key is not None


def begin(connection: Connection, vault: Vault, conversation: str) -> str:
    """
    A new log for a conversation; gives its id.
    """
    log = secrets.token_hex(16)
    vault.make_key(connection, log, ENTRIES)
    connection.execute(_BEGUN, {"id": log, "lines": 0, "items": 0, "head": bytes.fromhex(FIRST)})
    join(connection, log, conversation)
    return log


def join(connection: Connection, log: str, conversation: str) -> None:
    """
    From now on the conversation writes to this log.
    """
    connection.execute(_JOINED, {"who": conversation, "log": log})


def members(connection: Connection, log: str) -> list[str]:
    """
    The conversations that write to a log.
    """
    return list(connection.execute(_MEMBERS, {"id": log}).scalars())


def find(connection: Connection, log: str, *, held: bool = False) -> Log:
    """
    A log; `held` keeps others from writing to it until the transaction ends.
    """
    row = connection.execute(_LOG_HELD if held else _LOG, {"id": log}).one()
    return Log(
        id=row.id,
        lines=row.lines,
        items=row.items,
        head=row.head.hex(),
        public_key=row.public_key,
        private_key=row.private_key,
        has_code=row.code is not None,
    )


def append(
    connection: Connection, log: Log, key: bytes | None, changes: Sequence[Change], now: datetime
) -> None:
    """
    Write changes at the end of a log that is held; what it costs doesn't grow with the log.

    Without its `key` they go into the box of a locked log.
    """
    append_entries(connection, log, key, as_entries(changes, log.items, now))


def append_entries(
    connection: Connection, log: Log, key: bytes | None, new: Sequence[Entry]
) -> None:
    """
    Write entries at the end of a log that is held.
    """
    if not new:
        return
    lines = link(new, _salts(), (log.lines, log.head))
    rows = [_boxed(log, line) if key is None else _sealed(log, key, line) for line in lines]
    connection.execute(_WRITTEN, rows)
    grown = {
        "lines": lines[-1].number,
        "items": max(log.items, *(line.entry.item for line in lines)),
        "head": bytes.fromhex(lines[-1].hash),
    }
    connection.execute(_GROWN, {"which": log.id, **grown})


def read(connection: Connection, log: Log, key: bytes) -> tuple[Line, ...]:
    """
    All lines of a log, oldest first.
    """
    return _read(log, key, connection.execute(_LINES, {"id": log.id}))


def alike(connection: Connection, log: Log, key: bytes, wanted: Iterable[str]) -> tuple[Line, ...]:
    """
    The lines of the things that are named so, and of the last thing.
    """
    same = set(wanted)
    names = [_name(key, each) for each in same]
    named = connection.execute(_ITEMS_ALIKE, {"id": log.id, "names": names}).scalars()
    # What was put into the box since it was opened has no name yet: it is looked at, line by line.
    boxed = _read(log, key, connection.execute(_BOXED_LINES, {"id": log.id}))
    found = (line.entry.item for line in boxed if sameness(line.entry) in same)
    items = {*named, *found, log.items}
    rows = connection.execute(_LINES_OF, {"id": log.id, "items": list(items)})
    return tuple(sorted(_read(log, key, rows), key=lambda line: line.number))


def forget(connection: Connection, vault: Vault, log: str) -> None:
    """
    Erase a log: its keys, its lines, its downloads.
    """
    vault.erase_key(connection, log, ENTRIES)
    for erased in (_NO_LINES, _NO_DOWNLOADS, _NO_LOG):
        connection.execute(erased, {"which": log})


def empty_box(connection: Connection, log: Log, key: bytes) -> None:
    """
    Seal with the log's own key what lies in its box, so that things noted while it was locked are found again, too.
    """
    for line in _read(log, key, connection.execute(_BOXED_LINES, {"id": log.id})):
        row = _sealed(log, key, line)
        kept = {name: row[name] for name in ("address", "sealed", "body")}
        connection.execute(_RESEALED, {"which": log.id, "place": line.number, **kept})


def private_half(log: Log, key: bytes) -> bytes | None:
    """
    What opens the box of a log that is, or once was, locked.
    """
    if log.private_key is None:
        return None
    return unseal(key, log.private_key, "private", log.id)


def seal_private_half(log: Log, key: bytes, private: bytes) -> bytes:
    """
    The private half of a log's box as it is kept.
    """
    return seal(key, private, "private", log.id)


def _salts() -> Iterator[str]:
    while True:
        yield secrets.token_hex(16)


def _text(line: Line) -> bytes:
    body = {
        "entry": plain(line.entry),
        "hash": line.hash,
        "previous": line.previous,
        "salt": line.salt,
    }
    return padded(canonical(body))


def _sealed(log: Log, key: bytes, line: Line) -> dict[str, object]:
    same = sameness(line.entry)
    name = None if same is None else _name(key, same)
    body = seal(key, _text(line), "entry", log.id, str(line.number))
    return {**_place(log, line), "address": name, "sealed": False, "body": body}


def _boxed(log: Log, line: Line) -> dict[str, object]:
    if log.public_key is None:
        raise StateUnreadable
    body = put_in_box(log.public_key, _text(line), "entry", log.id, str(line.number))
    return {**_place(log, line), "address": None, "sealed": True, "body": body}


def _place(log: Log, line: Line) -> dict[str, object]:
    return {"log": log.id, "number": line.number, "item": line.entry.item}


def _name(key: bytes, same: str) -> str:
    return derived(key, "address", same).hex()[:32]


def _read(log: Log, key: bytes, rows: Iterable[Row[Any]]) -> tuple[Line, ...]:
    private = private_half(log, key)
    return tuple(
        _line(
            row.number,
            take_from_box(private, row.body, "entry", log.id, str(row.number))
            if row.sealed and private is not None
            else unseal(key, row.body, "entry", log.id, str(row.number)),
        )
        for row in rows
    )


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
