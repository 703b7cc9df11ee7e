"""
The connection to the database.
"""

from __future__ import annotations

import stat
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.errors import DatabaseUnusable
from bot.storage.database import Database


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "its address is not understood"),
        ("not an address with a password", "its address is not understood"),
        ("mysql://somebody:password@host/x", "only sqlite:/// and postgresql:// addresses are known"),
        ("sqlite://", "SQLite needs a file, as in sqlite:///var/first-hours.db"),
        ("sqlite:///:memory:", "SQLite needs a file, as in sqlite:///var/first-hours.db"),
    ],
)  # fmt: skip
def test_an_address_that_is_of_no_use_is_told(url: str, reason: str) -> None:
    """
    In words of our own: an address may hold a password.
    """
    with pytest.raises(DatabaseUnusable) as told:
        Database(url)

    assert f"The database can't be used: {reason}." == str(told.value)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """
    Where a folder should be, there is a file.
    """
    (tmp_path / "file").write_text("")

    with pytest.raises(DatabaseUnusable, match="its file can't be written"):
        Database(f"sqlite:///{tmp_path}/file/first-hours.db")


def test_the_files_are_their_owners_alone(tmp_path: Path) -> None:
    """
    Neither the database nor what SQLite puts beside it can be read by others.
    """
    database = Database(f"sqlite:///{tmp_path}/new/first-hours.db")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE a (b TEXT)"))

        modes = {
            path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").iterdir()
        }
    database.close()

    assert {
        "first-hours.db": 0o600,
        "first-hours.db-wal": 0o600,
        "first-hours.db-shm": 0o600,
    } == modes
    assert 0o700 == stat.S_IMODE((tmp_path / "new").stat().st_mode)


def test_sqlite_is_prepared_for_its_work(tmp_path: Path) -> None:
    """
    Readers don't wait for writers, erased rows are overwritten, a busy database is waited for.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")
    names = ("journal_mode", "synchronous", "busy_timeout", "secure_delete", "foreign_keys")
    with database.read() as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in names}
    database.close()

    assert {
        "journal_mode": "wal",
        "synchronous": 1,
        "busy_timeout": 10_000,
        "secure_delete": 1,
        "foreign_keys": 1,
    } == found


def test_what_breaks_leaves_nothing(tmp_path: Path) -> None:
    """
    A transaction that raises is taken back.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE a (b TEXT)"))

    with suppress(ZeroDivisionError), database.write() as connection:
        connection.execute(text("INSERT INTO a VALUES ('x')"))
        raise ZeroDivisionError

    with database.read() as connection:
        assert 0 == connection.execute(text("SELECT count(*) FROM a")).scalar()
    database.close()


def test_a_reader_sees_one_moment(tmp_path: Path) -> None:
    """
    What is written in between stays unseen until the reader begins anew.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE a (b TEXT)"))

    with database.read() as reader:
        before = reader.execute(text("SELECT count(*) FROM a")).scalar()
        with database.write() as connection:
            connection.execute(text("INSERT INTO a VALUES ('x')"))
        after = reader.execute(text("SELECT count(*) FROM a")).scalar()
    database.close()

    assert (0, 0) == (before, after)


def test_clearing_does_not_wait_for_readers(tmp_path: Path) -> None:
    """
    While somebody reads, old pages are left to the next time.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE a (b TEXT)"))
    wal = tmp_path / "first-hours.db-wal"

    with database.read() as reader:
        reader.execute(text("SELECT count(*) FROM a"))
        database.forget_old_pages()
        left = wal.stat().st_size
    database.forget_old_pages()

    assert (True, 0) == (left > 0, wal.stat().st_size)
    database.close()
