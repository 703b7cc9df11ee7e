"""
The stores that must all behave alike, and what Rasa needs to run.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.settings import read_settings
from bot.storage import SqlStore, open_store
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.storage.pins import PinCost
from bot.storage.tables import metadata
from tests.contract.rasa_programs import ROOT, action_server, rasa
from tests.memory_store import MemoryStore
from tests.postgresql import programs, server
from tests.trained import trained

SECRET = b"a secret of thirty-two characters"
QUICK = PinCost(passes=1, memory=4)
NO_POSTGRESQL = (
    "PostgreSQL is not installed: what is kept in it was NOT TESTED (apt-get install postgresql)"
)

AnyStore = MemoryStore | SqlStore


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """
    A PostgreSQL server, its tables made; skips, loudly, where there is none.
    """
    found = programs()
    if found is None:
        pytest.skip(NO_POSTGRESQL)
    with server(found) as url:
        database = Database(url)
        migrate(database)
        database.close()
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """
    The address of an empty database of each kind.
    """
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/first-hours.db"
    address: str = request.getfixturevalue("postgresql")
    _empty(address)
    return address


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AnyStore]:
    """
    An empty store of each kind.
    """
    if request.param == "memory":
        yield MemoryStore()
        return
    address = f"sqlite:///{tmp_path}/first-hours.db"
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql")
        _empty(address)
    opened = open_store(address, SECRET, pin_cost=QUICK)
    yield opened
    opened.close()


def _empty(url: str) -> None:
    names = ", ".join(table.name for table in metadata.sorted_tables)
    database = Database(url)
    with database.write() as connection:
        connection.execute(text(f"TRUNCATE {names}"))
    database.close()


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """
    The project, trained by Rasa; once, however many processes test.
    """
    trained(read_settings({}, ROOT))
    alone = tmp_path_factory.getbasetemp()
    folder = alone if worker_id == "master" else alone.parent
    found = folder / "first-hours.tar.gz"
    with (folder / "rasa.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not found.exists():
            rasa("train", "--out", str(folder), "--fixed-model-name", "first-hours")
    return found


@pytest.fixture(scope="session")
def actions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """
    The action server that Rasa calls.
    """
    with action_server(tmp_path_factory.mktemp("actions")) as address:
        yield address
