"""
Which talks were left, so that no process goes on with one: their names alone, for a day.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.tables import left_talks

KEPT_SECONDS = 24 * 3600
"""Longer than any message can be on its way; who comes later with an old name begins anew."""

_NOTED = {
    "postgresql": postgresql.insert(left_talks).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(left_talks).on_conflict_do_nothing(),
}
_FOUND = select(left_talks.c.id).where(left_talks.c.id == bindparam("who"))


def note_left(connection: Connection, conversation: str, now: datetime) -> None:
    """
    A talk was left; noting it twice changes nothing.
    """
    row = {"id": conversation, "kept_until": int(now.timestamp()) + KEPT_SECONDS}
    connection.execute(_NOTED[connection.dialect.name], row)


def was_left(connection: Connection, conversation: str) -> bool:
    """
    Whether it was left.
    """
    return connection.execute(_FOUND, {"who": conversation}).first() is not None
