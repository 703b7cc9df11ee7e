"""
Who may open what: the data keys as they lie in the database, and the names under which things are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError

from bot.errors import StateUnreadable, WrongSecret
from bot.storage.database import Database
from bot.storage.keys import Masters, Names, Wrapped
from bot.storage.sealing import new_key
from bot.storage.tables import data_keys, keyring

STATE = "state"
"""The kind of key that opens a conversation: tracker and replies."""
ENTRIES = "entries"
"""The kind of key that opens the entries of a log."""
LANE = "lane"
"""The kind of key that opens what waits for its answer, or to be sent."""

_NAMES = "names"
_OWNED = (
    select(data_keys.c.master, data_keys.c.sealed)
    .where(data_keys.c.owner == bindparam("owner"))
    .where(data_keys.c.kind == bindparam("kind"))
)
_ERASED = delete(data_keys).where(
    data_keys.c.owner == bindparam("who"), data_keys.c.kind == bindparam("what")
)
_MADE = insert(data_keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """
    The master keys and the names.
    """

    masters: Masters
    names: Names

    def key(self, connection: Connection, owner: str, kind: str) -> bytes | None:
        """
        The data key of a conversation or log; `None` if it was never made, or erased.
        """
        row = connection.execute(_OWNED, {"owner": owner, "kind": kind}).first()
        if row is None:
            return None
        return self.masters.unwrap(Wrapped(master=row.master, sealed=row.sealed), owner, kind)

    def make_key(self, connection: Connection, owner: str, kind: str) -> bytes:
        """
        A new data key, kept.
        """
        key = new_key()
        self.keep(connection, key, owner, kind)
        return key

    def keep(self, connection: Connection, key: bytes, owner: str, kind: str) -> None:
        """
        Keep a key, sealed with the master key.
        """
        wrapped = self.masters.wrap(key, owner, kind)
        connection.execute(
            _MADE,
            {"owner": owner, "kind": kind, "master": wrapped.master, "sealed": wrapped.sealed},
        )

    def needed_key(self, connection: Connection, owner: str, kind: str) -> bytes:
        """
        The data key, made if there is none.
        """
        return self.key(connection, owner, kind) or self.make_key(connection, owner, kind)

    def erase_key(self, connection: Connection, owner: str, kind: str) -> None:
        """
        Erase a key of a conversation or log, and with it all that it opens.
        """
        connection.execute(_ERASED, {"who": owner, "what": kind})


def open_vault(database: Database, masters: Masters) -> Vault:
    """
    The vault of a database; raises `WrongSecret` if another master key made it.
    """
    with database.read() as connection:
        found = _names_key(connection, masters)
    return Vault(masters=masters, names=Names(key=found or _make_names_key(database, masters)))


def _names_key(connection: Connection, masters: Masters) -> bytes | None:
    row = connection.execute(select(keyring).where(keyring.c.kind == _NAMES)).first()
    if row is None:
        return None
    try:
        return masters.unwrap(Wrapped(master=row.master, sealed=row.sealed), _NAMES, _NAMES)
    except StateUnreadable as error:
        raise WrongSecret from error


def _make_names_key(database: Database, masters: Masters) -> bytes:
    key = new_key()
    wrapped = masters.wrap(key, _NAMES, _NAMES)
    try:
        with database.write() as connection:
            connection.execute(
                insert(keyring).values(kind=_NAMES, master=wrapped.master, sealed=wrapped.sealed)
            )
    except IntegrityError:
        # Another process started at the same time and was faster.
        with database.read() as connection:
            return _names_key(connection, masters) or key
    return key
