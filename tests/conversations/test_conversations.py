"""
Every conversation in these folders goes as it is written, and together they go nearly everywhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import Parts
from bot.e2e.coverage import coverage, visits_of
from bot.e2e.run import Report, run

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.rglob("*.yml"))
LEAST_CASES = 200
LEAST_BRANCHES = 95.0


class Played:
    """
    The reports of the files, each played once.
    """

    def __init__(self, whole: Parts) -> None:
        self._whole = whole
        self._reports: dict[Path, Report] = {}

    def report(self, file: Path) -> Report:
        """
        What came of a file's conversations.
        """
        if file not in self._reports:
            self._reports[file] = run([file], self._whole.conversation)
        return self._reports[file]


@pytest.fixture(scope="session")
def played(whole: Parts) -> Played:
    """
    The conversations, played with the real understanding, actions and store.
    """
    return Played(whole)


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
