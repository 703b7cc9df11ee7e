"""
The chain of a log as it lies in a database.
"""

from __future__ import annotations

from sqlalchemy import text

from bot.domain.chain import FIRST, hash_of, plain
from bot.storage import locks, logs
from bot.storage.database import Database
from bot.storage.keys import Masters
from bot.storage.pins import PinCost
from bot.storage.vault import ENTRIES, open_vault


def chain_of(url: str, secret: bytes, pin: str) -> list[int]:
    """
    The numbers of the lines of the only log in a database; fails where its chain is broken.
    """
    database = Database(url)
    vault = open_vault(database, Masters(secret))
    with database.read() as connection:
        log = logs.find(connection, connection.execute(text("SELECT id FROM logs")).scalar_one())
        key = vault.key(connection, log.id, ENTRIES)
        if key is None:
            key = locks.try_pin(
                locks.sealed_key(connection, vault, log.id, PinCost()), pin, log.id
            )
        assert key is not None
        lines = logs.read(connection, log, key)
    database.close()
    before = FIRST
    for line in lines:
        assert before == line.previous
        assert line.hash == hash_of(
            number=line.number, entry=plain(line.entry), salt=line.salt, previous=before
        )
        before = line.hash
    assert (log.lines, log.head) == (len(lines), before)
    return [line.number for line in lines]
