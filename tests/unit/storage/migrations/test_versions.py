"""
The steps of the tables.
"""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from bot.storage import migrate

SCRIPTS = Path(migrate.__file__).parent / "migrations"


def test_the_steps_follow_each_other() -> None:
    """
    One line, without branches, each with a sentence that says what it does.
    """
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    steps = list(ScriptDirectory.from_config(config).walk_revisions())

    numbers = [f"{number:04}" for number in range(len(steps), 0, -1)]
    assert numbers == [step.revision for step in steps]
    assert [*numbers[1:], None] == [step.down_revision for step in steps]
    assert all((step.module.__doc__ or "").strip().endswith(".") for step in steps)
