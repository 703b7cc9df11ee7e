"""
The real assistant behind its doors: the project's files, the trained model, a database of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.app import Parts, Untrained, application, build
from bot.domain.tracker import Tracker
from bot.settings import Secret, Settings
from tests.acceptance.program import Program, serving
from tests.doors import JSON, KEY, ROOT, SITE

NEUTRAL = "http://localhost:9/neutral"
WEBHOOK = "/webhooks/rest/webhook"


@dataclass(frozen=True, kw_only=True)
class Person:
    """
    Somebody who writes over REST.
    """

    client: TestClient
    parts: Parts
    name: str

    def say(self, message: Any, **fields: Any) -> list[dict[str, Any]]:
        """
        The bubbles that answer.
        """
        code, bubbles = self.post({"sender": self.name, "message": message, **fields})
        assert 200 == code
        assert isinstance(bubbles, list)
        return bubbles

    def texts(self, message: Any, **fields: Any) -> list[str]:
        """
        What the bubbles say.
        """
        return [each["text"] for each in self.say(message, **fields)]

    def post(self, body: Any) -> tuple[int, Any]:
        """
        Status and content of the reply; a text goes as it is.
        """
        content = body if isinstance(body, (bytes, str)) else json.dumps(body)
        reply = self.client.post(WEBHOOK, headers=JSON, content=content)
        return reply.status_code, reply.json()

    @property
    def tracker(self) -> Tracker:
        """
        The state of the conversation, as it is stored.
        """
        store = self.parts.store
        return store.load(store.key("rest", self.name)).tracker


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """
    Everything, built once.
    """
    folder = tmp_path_factory.mktemp("acceptance")
    settings = Settings(
        root=ROOT,
        production=False,
        secret_key=Secret(KEY),
        database_url=Secret(f"sqlite:///{folder}/kept.db"),
    )
    parts = build(settings)
    assert not isinstance(parts.understanding, Untrained), "train it first: make model"
    return parts


@pytest.fixture
def person(whole: Parts, request: pytest.FixtureRequest) -> Person:
    """
    Somebody new.
    """
    return meet(whole, request.node.name)


def meet(parts: Parts, name: str, **changes: Any) -> Person:
    """
    Somebody who writes to the assistant with some parts exchanged.
    """
    changed = replace(parts, **changes)
    client = TestClient(application(changed), base_url=SITE)
    return Person(client=client, parts=changed, name=name)


def database_of(parts: Parts) -> Path:
    """
    The file of the database.
    """
    return Path(parts.settings.database_url.reveal().removeprefix("sqlite:///"))


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """
    A server as browsers reach it, whose neutral page is one of its own, so that leaving can be seen.
    """
    folder = tmp_path_factory.mktemp("web")
    with serving(folder, FIRSTHOURS_NLU="light", FIRSTHOURS_NEUTRAL_PAGE=NEUTRAL) as started:
        yield started
