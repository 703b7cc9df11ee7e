"""
Brings a database to the tables of today.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import DatabaseUnusable
from bot.storage.database import Database

HEAD = "0006"
"""The newest migration; a test keeps it equal to what Alembic finds."""
_LOCK = 4_803_107_755
"""Any number: PostgreSQL's name for "somebody migrates"."""


def migrate(database: Database) -> None:
    """
    Create or upgrade the tables, once, however many processes start together; raises `DatabaseUnusable` if it can't.
    """
    try:
        with database.read() as connection:
            if version(connection) == HEAD:
                return
        with database.write() as connection:
            _upgrade(connection, is_sqlite=database.is_sqlite)
    except SQLAlchemyError as error:
        raise DatabaseUnusable(reason="it can't be opened, reached or upgraded") from error


def version(connection: Connection) -> str | None:
    """
    The migration that the database stands at; `None` for an empty one.
    """
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _upgrade(connection: Connection, *, is_sqlite: bool) -> None:
    # A start without anything to migrate doesn't pay for loading Alembic.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    if not is_sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        reason = "it was written by a later version of First Hours"
        raise DatabaseUnusable(reason=reason) from error
