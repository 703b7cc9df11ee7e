"""
The log as a file, once.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

import pytest
from starlette.testclient import TestClient

from bot.app import Parts, application
from bot.export.file import File
from tests.build import say
from tests.doors import DEVELOPMENT, page_words
from tests.fakes import MemoryStore, ScriptedActions, ScriptedUnderstanding

TOKEN = "canary-token"
FILE = File(content=b"%PDF-", media_type="application/pdf", name="log-2026-11-20.pdf")
WORDS = ("title", "ready", "button", "gone")


@pytest.fixture
def client() -> TestClient:
    """
    An application with one download.
    """
    from tests.build import assistant

    files = {TOKEN: FILE}

    def take(token: str, _: datetime) -> File | None:
        return files.pop(token, None)

    responses = [*map(say, page_words()), *(say(f"utter_download_{word}") for word in WORDS)]
    parts = Parts(
        settings=replace(DEVELOPMENT, messages_a_minute=1),
        assistant=assistant(responses=responses),
        store=MemoryStore(),
        understanding=ScriptedUnderstanding(),
        actions=ScriptedActions(),
        take=take,
    )
    return TestClient(application(parts))


def test_looking_at_the_link_does_not_use_it_up(client: TestClient) -> None:
    """
    Phones look at links by themselves.
    """
    pages = [client.get(f"/download/{TOKEN}") for _ in range(2)]

    assert [200, 200] == [page.status_code for page in pages]
    assert ["utter_download_ready" in page.text for page in pages] == [True, True]
    assert client.post(f"/download/{TOKEN}").content == FILE.content


def test_the_file_comes_once(client: TestClient) -> None:
    """
    With its kind and its name; then the link is gone.
    """
    first, second = (client.post(f"/download/{TOKEN}") for _ in range(2))

    assert (200, "application/pdf", 'attachment; filename="log-2026-11-20.pdf"', "no-store") == (
        first.status_code,
        first.headers["content-type"],
        first.headers["content-disposition"],
        first.headers["cache-control"],
    )
    assert (410, True) == (second.status_code, "utter_download_gone" in second.text)


def test_guessing_is_slowed_down(client: TestClient) -> None:
    """
    An address can't try without end.
    """
    statuses = [client.post(f"/download/{number}").status_code for number in range(21)]

    assert (410, 429) == (statuses[0], statuses[-1])


def test_the_token_is_not_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    """
    Whoever reads the logs can't fetch what is in them.
    """
    with caplog.at_level(logging.DEBUG):
        client.get(f"/download/{TOKEN}")
        client.post(f"/download/{TOKEN}")

    assert TOKEN not in "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("bot")
    )
