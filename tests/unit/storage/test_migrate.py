"""
Bringing a database to the tables of today.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from bot.errors import DatabaseUnusable
from bot.storage import migrate as module
from bot.storage.database import Database
from bot.storage.migrate import HEAD, migrate, version
from bot.storage.tables import metadata

SCRIPTS = Path(module.__file__).parent / "migrations"


def config() -> Config:
    """
    Alembic's, as the program makes it.
    """
    made = Config()
    made.set_main_option("script_location", str(SCRIPTS))
    return made


def test_the_newest_migration_is_known() -> None:
    """
    The program's idea of the newest migration is Alembic's.
    """
    assert HEAD == ScriptDirectory.from_config(config()).get_current_head()


def test_migrations_make_the_tables_of_the_program(tmp_path: Path) -> None:
    """
    From nothing, step by step, come exactly the tables that the code describes.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")

    migrate(database)

    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert [] == compare_metadata(context, metadata)
        assert HEAD == version(connection)
    database.close()


def test_an_older_database_is_upgraded_with_what_is_in_it(tmp_path: Path) -> None:
    """
    What an older version kept is still there, and opens.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")
    with database.write() as connection:
        older = config()
        older.attributes["connection"] = connection
        command.upgrade(older, "0001")
        connection.execute(
            text("INSERT INTO deliveries VALUES ('a', 'b', x'00', 1)"),
        )

    migrate(database)

    with database.read() as connection:
        row = connection.execute(text("SELECT id, conversation, kept_until, way FROM deliveries"))
        assert [("a", "b", 1, 0)] == [tuple(each) for each in row]
        assert HEAD == version(connection)
    database.close()


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    """
    A database that is up to date is left alone.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")
    migrate(database)
    migrate(database)

    with database.read() as connection:
        assert HEAD == version(connection)
    database.close()


def test_a_newer_database_is_not_touched(tmp_path: Path) -> None:
    """
    Whoever goes back to an older program is told why it doesn't start.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")
    migrate(database)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseUnusable, match="written by a later version of First Hours"):
        migrate(database)
    database.close()


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    """
    A file of another kind isn't overwritten.
    """
    file = tmp_path / "first-hours.db"
    file.write_text("a letter to somebody, long enough to be no empty database file" * 20)
    database = Database(f"sqlite:///{file}")

    with pytest.raises(DatabaseUnusable, match="can't be opened, reached or upgraded"):
        migrate(database)
    database.close()

    assert file.read_text().startswith("a letter")


def test_an_empty_version_table_is_an_empty_database(tmp_path: Path) -> None:
    """
    A first start that was cut off is simply made again.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))

    migrate(database)

    with database.read() as connection:
        assert HEAD == version(connection)
    database.close()
