"""
The whole assistant for the conversations, with the understanding that `config.yml` asks for; trained if it isn't yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Parts, Untrained, build_to_forget
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
