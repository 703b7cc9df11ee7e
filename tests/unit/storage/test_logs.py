"""
Logs in the database.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, text
from sqlalchemy.dialects import sqlite

from bot.errors import StateUnreadable
from bot.storage import logs
from bot.storage.database import Database
from bot.storage.migrate import migrate


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (logs._ITEMS_ALIKE, "ix_entries_address (log=? AND address=?)"),
        (logs._LINES_OF, "ix_entries_item (log=? AND item=?)"),
        (logs._BOXED_LINES, "ix_entries_sealed (log=?)"),
    ],
)
def test_looking_for_a_thing_does_not_read_the_whole_log(
    tmp_path: Path, statement: Select[Any], index: str
) -> None:
    """
    In a log of ten thousand lines, SQLite goes straight to the few that are asked for.
    """
    database = Database(f"sqlite:///{tmp_path}/first-hours.db")
    migrate(database)
    values = {"id": "a", "names": ["b"], "items": [1]}
    known = {name: value for name, value in values.items() if f"{name}]" in str(statement)}
    known["id"] = "a"
    sql = statement.params(**known).compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
    with database.read() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()
    database.close()

    assert [index] == [row.detail.partition(" INDEX ")[2] for row in plan]


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"{", b'{"entry":{},"salt":"","previous":"","hash":""}']
)
def test_a_line_that_is_none_is_told(body: bytes) -> None:
    """
    Whatever a later version wrote, this one doesn't guess.
    """
    with pytest.raises(StateUnreadable):
        logs._line(1, body)


def test_a_log_without_a_box_takes_nothing_unseen() -> None:
    """
    Nothing is ever put where no PIN could open it.
    """
    log = logs.Log(
        id="a", lines=0, items=0, head="0", public_key=None, private_key=None, has_code=False
    )

    with pytest.raises(StateUnreadable):
        logs._boxed(log, None)  # type: ignore[arg-type] # it isn't looked at
