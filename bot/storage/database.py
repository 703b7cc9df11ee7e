"""
The connection to SQLite or PostgreSQL: how transactions begin, and who may write when.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import DatabaseUnusable

BUSY_MS = 10_000
"""How long a writer waits for those of other processes."""
_CLEARING_MS = 250
"""How long clearing waits for readers, before it is left to the next time."""
_CLEARED = (
    "data_keys",
    "conversations",
    "deliveries",
    "lanes",
    "outbox",
    "questions",
    "chat_messages",
    "entries",
    "reminders",
    "downloads",
)
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)


class Database:
    """
    An engine with two ways in: `read` and `write`.
    """

    def __init__(self, url: str) -> None:
        parsed = _parsed(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.engine = _sqlite(parsed) if self.is_sqlite else _postgresql(parsed)
        self._reading = (
            self.engine
            if self.is_sqlite
            else self.engine.execution_options(isolation_level="AUTOCOMMIT")
        )
        self._writing = self.engine.execution_options(writes=True)
        # SQLite has one writer at a time: within a process they queue here, which is fair and doesn't poll.
        self._turn: AbstractContextManager[Any] = (
            threading.Lock() if self.is_sqlite else nullcontext()
        )

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """
        A connection that sees one moment (SQLite), or each statement its own (PostgreSQL).
        """
        with self._reading.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """
        A transaction: all of it is kept, or, if anything is raised, nothing.
        """
        with self._turn, self._writing.begin() as connection:
            yield connection

    def forget_old_pages(self, *, everywhere: bool = False) -> None:
        """
        Empty SQLite's write-ahead log, in which erased rows can still be read; left for later while others read.

        PostgreSQL clears its old rows itself in time; `everywhere` has it do so now.
        """
        with self._reading.connect() as connection:
            driver = connection.connection.driver_connection
            if self.is_sqlite and driver is not None:
                connection.rollback()
                driver.execute(f"PRAGMA busy_timeout={_CLEARING_MS}")
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                driver.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            elif everywhere:
                connection.exec_driver_sql(f"VACUUM {', '.join(_CLEARED)}")

    def close(self) -> None:
        """
        Close every connection.
        """
        self.engine.dispose()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        # The address may hold a password: its words stay out of the message.
        raise DatabaseUnusable(reason="its address is not understood") from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseUnusable(reason="only sqlite:/// and postgresql:// addresses are known")
    return parsed


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise DatabaseUnusable(reason="SQLite needs a file, as in sqlite:///var/first-hours.db")
    _make_file(Path(url.database))
    engine = create_engine(url, pool_size=16, max_overflow=48, pool_timeout=30)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _make_file(path: Path) -> None:
    """
    The file is its owner's alone; SQLite gives the files that it puts beside it the same rights.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise DatabaseUnusable(reason=f"its file can't be written ({error.strerror})") from error


def _prepare(connection: Any, _record: object) -> None:
    # Python's own transaction handling begins too late and can't say IMMEDIATE.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=16,
        max_overflow=48,
        pool_timeout=30,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 5},
    )
