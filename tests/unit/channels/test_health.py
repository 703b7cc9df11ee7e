"""
Whether every part is ready.
"""

from __future__ import annotations

import logging

import pytest

from bot.conversation.ports import Held
from bot.domain.parse import Parse
from tests.doors import doors
from tests.fakes import MemoryStore

CANARY = "canary"


class BrokenStore(MemoryStore):
    def load(self, conversation: str) -> Held:
        raise OSError(CANARY)


class BrokenModel:
    def parse(self, text: str) -> Parse:
        raise ValueError(CANARY)


def test_all_is_well() -> None:
    """
    Database, model and flows are there.
    """
    reply = doors().client.get("/health")

    assert (200, {"status": "ok"}) == (reply.status_code, reply.json())


def test_the_part_that_is_not_ready_is_named(caplog: pytest.LogCaptureFixture) -> None:
    """
    Whoever watches it learns which; why is in the log, by kind.
    """
    caplog.set_level(logging.DEBUG)
    reply = doors(store=BrokenStore(), understanding=BrokenModel()).client.get("/health")

    expected = {
        "status": "failure",
        "code": 503,
        "reason": "NotReady",
        "message": "Not ready: database, model.",
        "not_ready": ["database", "model"],
    }
    assert (503, expected) == (reply.status_code, reply.json())
    assert ["not_ready part=database kind=OSError", "not_ready part=model kind=ValueError"] == [
        each for each in caplog.messages if each.startswith("not_ready")
    ]
    assert "canary" not in caplog.text


def test_asking_leaves_nothing_behind() -> None:
    """
    A monitor that asks every second doesn't fill the database.
    """
    store = MemoryStore()
    doors(store=store).client.get("/health")

    assert {} == store.held
