"""
The trained model that the slower tests share.
"""

from __future__ import annotations

import fcntl

from bot.app import config
from bot.loading.yaml_lines import read
from bot.nlu.training.run import train
from bot.settings import Settings


def trained(settings: Settings) -> None:
    """
    Train, unless the model is that of the data and code as they are now; one process at a time.
    """
    settings.var.mkdir(exist_ok=True)
    with (settings.var / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        train(
            config(settings),
            settings.root / "data" / "nlu",
            settings.model,
            lambda _what, _share: None,
            read=read,
        )
