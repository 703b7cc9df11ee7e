"""
Wrong guesses at PINs and case codes, counted across processes.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.guessing import FORGOTTEN_AFTER, wait_after
from bot.storage.tables import guesses

_FOUND = select(guesses).where(guesses.c.id.in_(bindparam("ids", expanding=True)))
_CLEARED = delete(guesses).where(guesses.c.id == bindparam("which"))
_COUNTED = update(guesses).where(guesses.c.id == bindparam("which"))
_TAKEN_BACK = _COUNTED.values(wrong=guesses.c.wrong - 1, blocked_until=0)
_KEPT = {"index_elements": ["id"], "set_": {"id": guesses.c.id}}
_HELD = {
    "postgresql": postgresql.insert(guesses).on_conflict_do_update(**_KEPT),  # type: ignore[arg-type] # mypy sees no keys
    "sqlite": sqlite.insert(guesses).on_conflict_do_update(**_KEPT),  # type: ignore[arg-type] # as above
}


def take(connection: Connection, names: Sequence[str], now: int) -> int:
    """
    Count a guess as wrong before it is tried, so that many at once can't slip through.

    Gives 0 if it may be tried, or the seconds to wait, and then nothing is counted.
    """
    _hold(connection, names, now)
    rows = {row.id: row for row in connection.execute(_FOUND, {"ids": list(names)})}
    wait: int = max(row.blocked_until for row in rows.values()) - now
    if wait > 0:
        return wait
    for name, row in rows.items():
        _count(connection, name, row.wrong if row.kept_until > now else 0, now)
    return 0


def clear(connection: Connection, name: str) -> None:
    """
    Forget the wrong guesses at something: somebody knew it.
    """
    connection.execute(_CLEARED, {"which": name})


def take_back(connection: Connection, name: str) -> None:
    """
    Take the last guess of somebody back: it was right. Those before it stay.
    """
    connection.execute(_TAKEN_BACK, {"which": name})


def _hold(connection: Connection, names: Sequence[str], now: int) -> None:
    """
    Have a row for each name, and keep others from it until the transaction ends; in order, so that nobody deadlocks.
    """
    hold = _HELD[connection.dialect.name]
    for name in sorted(names):
        row = {"id": name, "wrong": 0, "blocked_until": 0, "kept_until": now + FORGOTTEN_AFTER}
        connection.execute(hold, row)


def _count(connection: Connection, name: str, wrong: int, now: int) -> None:
    counted = {
        "wrong": wrong + 1,
        "blocked_until": now + wait_after(wrong + 1),
        "kept_until": now + FORGOTTEN_AFTER,
    }
    connection.execute(_COUNTED, {"which": name, **counted})
