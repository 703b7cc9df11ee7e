"""
The stores that must all behave alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.conversation.ports import Store
from bot.storage import open_store
from tests.fakes import MemoryStore

SECRET = b"a secret of thirty-two characters"


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """
    An empty store of each kind.
    """
    if request.param == "memory":
        yield MemoryStore()
        return
    opened = open_store(f"sqlite:///{tmp_path}/first-hours.db", SECRET)
    yield opened
    opened.close()
