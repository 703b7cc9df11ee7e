"""
Every conversation in these folders goes as it is written, and together they go nearly everywhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import Parts
from bot.e2e.coverage import coverage, visits_of
from bot.e2e.run import Report
from tests.conversations.conftest import Played

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.rglob("*.yml"))
LEAST_CASES = 200
LEAST_BRANCHES = 95.0


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(FOLDER).as_posix())
def test_the_conversation_goes_as_written(file: Path, played: Played) -> None:
    """
    The tracker is stored and loaded between turns.
    """
    assert [] == [mistake.describe() for mistake in played.report(file).failures]


def test_together_they_visit_nearly_every_branch(whole: Parts, played: Played) -> None:
    """
    There are enough of them; what none of them visits is named.
    """
    results = [result for file in FILES for result in played.report(file).results]
    branches = coverage(whole.assistant, visits_of(Report(results=tuple(results)))).branches

    assert len(results) >= LEAST_CASES
    assert branches.percent >= LEAST_BRANCHES, branches.missing
