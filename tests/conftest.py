"""
What every test stands on: a clean environment, no network, no race against the clock.
"""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

TESTS = Path(__file__).parent
LOOPBACK = ["127.0.0.1", "::1"]
# Folders whose tests talk to programs that they start themselves.
TALKING = ("acceptance", "contract")

hypothesis.settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Let the tests of the talking folders reach this machine, and nothing beyond it.
    """
    for item in items:
        if item.path.relative_to(TESTS).parts[0] in TALKING:
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    No setting of the machine changes what a test sees.
    """
    for name in [name for name in os.environ if name.startswith("FIRSTHOURS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
