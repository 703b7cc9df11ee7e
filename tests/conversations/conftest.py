"""
The whole assistant for the conversations, with the understanding that `config.yml` asks for; trained if it isn't yet.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import Parts, Untrained, build_to_forget, config
from bot.loading.yaml_lines import read
from bot.nlu.training.run import train
from bot.settings import Settings, read_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def whole() -> Iterator[Parts]:
    """
    Everything, built once, with a store that forgets.
    """
    settings = read_settings({}, ROOT)
    _train(settings)
    with build_to_forget(settings) as parts:
        assert not isinstance(parts.understanding, Untrained)
        yield parts


def _train(settings: Settings) -> None:
    """
    Train, unless the model is that of the data and code as they are now; one process at a time.
    """
    settings.var.mkdir(exist_ok=True)
    with (settings.var / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        train(
            config(settings),
            ROOT / "data" / "nlu",
            settings.model,
            lambda _what, _share: None,
            read=read,
        )
