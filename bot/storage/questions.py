"""
Which options stood in the last messages to somebody, and when those were handed to the provider; no words of either.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.conversation.delivery import Shown
from bot.domain.chain import canonical
from bot.errors import StateUnreadable
from bot.storage.sealing import padded, seal, unseal
from bot.storage.tables import questions
from bot.storage.vault import LANE, Vault

MOST = 3
"""Questions of one person that are remembered."""

_KIND = "question"
_NOTED = insert(questions)
_OF_LANE = (
    select(questions).where(questions.c.lane == bindparam("who")).order_by(questions.c.number)
)
_NEWEST = (
    select(questions.c.number)
    .where(questions.c.lane == bindparam("who"))
    .order_by(questions.c.number.desc())
    .limit(MOST)
)
_OLDER = delete(questions).where(
    questions.c.lane == bindparam("who"), questions.c.number.not_in(_NEWEST.scalar_subquery())
)
_HANDED = (
    update(questions)
    .where(
        questions.c.lane == bindparam("who"),
        questions.c.number == bindparam("nth"),
        questions.c.handed.is_(None),
    )
    .values(handed=bindparam("now"))
)
_ONE = select(questions).where(
    questions.c.lane == bindparam("who"), questions.c.number == bindparam("nth")
)
_UNSEEN = (
    update(questions)
    .where(questions.c.lane == bindparam("who"), questions.c.number == bindparam("nth"))
    .values(handed=None)
)
_FORGOTTEN = delete(questions).where(questions.c.lane == bindparam("who"))


def note(
    connection: Connection, key: bytes, who: str, number: int, presses: Sequence[str]
) -> None:
    """
    The message of this number offers these presses.
    """
    body = seal(key, padded(canonical(list(presses))), _KIND, who, str(number))
    connection.execute(_NOTED, {"lane": who, "number": number, "body": body})
    connection.execute(_OLDER, {"who": who})


def handed(connection: Connection, who: str, number: int, now: int) -> None:
    """
    The message of this number is the provider's now, or may be.
    """
    connection.execute(_HANDED, {"who": who, "nth": number, "now": now})


def unseen(connection: Connection, vault: Vault, who: str, number: int) -> tuple[str, ...]:
    """
    The message of this number never arrived; what it offered.
    """
    row = connection.execute(_ONE, {"who": who, "nth": number}).first()
    key = vault.key(connection, who, LANE) if row is not None else None
    if row is None or key is None:
        return ()
    connection.execute(_UNSEEN, {"who": who, "nth": number})
    return _read(key, row).presses


def shown(connection: Connection, vault: Vault, who: str) -> tuple[Shown, ...]:
    """
    The last questions of somebody, oldest first.
    """
    rows = connection.execute(_OF_LANE, {"who": who}).all()
    key = vault.key(connection, who, LANE) if rows else None
    return () if key is None else tuple(_read(key, row) for row in rows)


def forget(connection: Connection, who: str) -> None:
    """
    Nothing was asked of this person.
    """
    connection.execute(_FORGOTTEN, {"who": who})


def _read(key: bytes, row: Row[Any]) -> Shown:
    at = None if row.handed is None else datetime.fromtimestamp(row.handed, timezone.utc)
    try:
        body = unseal(key, row.body, _KIND, row.lane, str(row.number))
    except StateUnreadable:
        return Shown(handed=at)
    return Shown(handed=at, presses=tuple(json.loads(body)))
