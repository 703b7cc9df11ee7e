"""
Every conversation in these folders goes as it is written.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import Parts
from bot.e2e.run import run

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.rglob("*.yml"))
LEAST = 60


def test_there_are_conversations() -> None:
    """
    A test of nothing would pass.
    """
    assert len(FILES) >= LEAST


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_the_conversation_goes_as_written(file: Path, whole: Parts) -> None:
    """
    With the real understanding, actions and store; the tracker is stored and loaded between turns.
    """
    report = run([file], whole.conversation)

    assert [] == [mistake.describe() for mistake in report.failures]
