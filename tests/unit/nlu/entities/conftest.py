"""
The real tables of names, read once.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading.facts import load_facts
from bot.nlu.entities import Gazetteer

FACTS = Path(__file__).parents[4] / "data" / "facts"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """
    The names of all platforms and countries in `data/facts`.
    """
    return Gazetteer.from_facts(load_facts(FACTS))
