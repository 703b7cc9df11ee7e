"""
The whole assistant for the conversations, with the understanding that `config.yml` asks for; trained if it isn't yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Parts, Untrained, build_to_forget
from bot.e2e.run import Report, run
from bot.settings import read_settings
from tests.trained import trained

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def whole() -> Iterator[Parts]:
    """
    Everything, built once, with a store that forgets.
    """
    settings = read_settings({}, ROOT)
    trained(settings)
    with build_to_forget(settings) as parts:
        assert not isinstance(parts.understanding, Untrained)
        yield parts


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
