"""
Changing the master key: every key in the database is sealed anew.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from bot.storage.keys import Masters, Wrapped
from bot.storage.tables import data_keys, keyring

AT_ONCE = 500
"""How many keys are sealed anew in one transaction."""

_OLD = (
    select(data_keys)
    .where(data_keys.c.master != bindparam("current"))
    .limit(AT_ONCE)
    .with_for_update()
)
_RENEWED = update(data_keys).where(
    data_keys.c.owner == bindparam("whose"), data_keys.c.kind == bindparam("what")
)
_OLD_NAMES = select(keyring).where(keyring.c.master != bindparam("current"))
_NAMES_RENEWED = update(keyring).where(keyring.c.kind == bindparam("what"))


def renew_some(connection: Connection, masters: Masters) -> int:
    """
    Seal some keys with the master key of today; gives how many there were.
    """
    rows = connection.execute(_OLD, {"current": masters.current}).all()
    for row in rows:
        renewed = _renewed(
            masters, Wrapped(master=row.master, sealed=row.sealed), row.owner, row.kind
        )
        connection.execute(_RENEWED, {"whose": row.owner, "what": row.kind, **renewed})
    return len(rows)


def renew_names(connection: Connection, masters: Masters) -> None:
    """
    Seal the key of all names with the master key of today.
    """
    for row in connection.execute(_OLD_NAMES, {"current": masters.current}).all():
        renewed = _renewed(
            masters, Wrapped(master=row.master, sealed=row.sealed), row.kind, row.kind
        )
        connection.execute(_NAMES_RENEWED, {"what": row.kind, **renewed})


def _renewed(masters: Masters, wrapped: Wrapped, owner: str, kind: str) -> dict[str, object]:
    again = masters.wrap(masters.unwrap(wrapped, owner, kind), owner, kind)
    return {"master": again.master, "sealed": again.sealed}
