"""
The wiring.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bot.actions_runner import ActionServer, InProcessActions
from bot.app import (
    Untrained,
    actions,
    application,
    build,
    build_to_forget,
    stored,
    understanding,
)
from bot.clock import utcnow
from bot.domain.facts import Facts
from bot.errors import ContentError, ModelError
from bot.export.verify import verify
from bot.settings import Secret, Settings
from tests.contract.turns import LINK, turn
from tests.doors import DEVELOPMENT, KEY
from tests.places import untrained

WEBHOOK = "/webhooks/rest/webhook"


def settings(folder: Path) -> Settings:
    return Settings(
        root=untrained(folder),
        production=False,
        secret_key=Secret(KEY),
        database_url=Secret(f"sqlite:///{folder}/var/kept.db"),
    )


def test_without_a_trained_model_taps_work_and_words_get_the_fallback(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Somebody who writes is told where help is, somebody who taps goes on, and the log says what to do.
    """
    parts = build(settings(tmp_path))
    client = TestClient(application(parts))
    texts = {
        message: [
            bubble["text"]
            for bubble in client.post(WEBHOOK, json={"sender": "a", "message": message}).json()
        ]
        for message in ("hello you", "/greet")
    }
    health = client.get("/health")

    assert 1 == len(texts["hello you"])
    assert "emergency number" in texts["hello you"][0]
    assert 2 <= len(texts["/greet"])
    assert (503, ["model"]) == (health.status_code, health.json()["not_ready"])
    assert "model_missing: run `firsthours train`" in caplog.messages


def test_what_is_said_lasts_in_the_database_of_the_settings(tmp_path: Path) -> None:
    """
    Another start goes on where the first one ended.
    """
    known = settings(tmp_path)
    client = TestClient(application(build(known)))
    first = client.post(WEBHOOK, json={"sender": "a", "message": "/greet"}).json()
    button = first[-1]["buttons"][0]["payload"]

    again = TestClient(application(build(known)))
    answer = again.post(WEBHOOK, json={"sender": "a", "message": button}).json()

    assert first[0]["text"] not in [each["text"] for each in answer]
    assert (tmp_path / "var" / "kept.db").is_file()


def test_a_log_is_given_out_once_and_is_whole(tmp_path: Path) -> None:
    """
    From the chat's log to a file whose check passes; its words are the reviewed ones.
    """
    parts = build(settings(tmp_path))
    store = stored(parts.settings)
    who = store.key("web", "somebody")
    turn(store, who, changes=[LINK])
    token = store.create_download(who, "json", utcnow(), "Europe/London")
    client = TestClient(application(parts))

    page, file, gone = (
        client.get(f"/download/{token}"),
        client.post(f"/download/{token}"),
        client.post(f"/download/{token}"),
    )

    assert [200, 200, 410] == [each.status_code for each in (page, file, gone)]
    verdict = verify(file.content)
    assert (None, 1) == (verdict.fault, verdict.count)
    assert "Log of links and accounts" == file.json()["words"]["title"]


def test_a_talk_to_forget_leaves_nothing(tmp_path: Path) -> None:
    """
    Neither the database of the settings nor another one is there afterwards.
    """
    with build_to_forget(settings(tmp_path)) as parts:
        database = Path(parts.settings.database_url.reveal().removeprefix("sqlite:///"))
        existed = database.is_file()

    assert (True, False, False) == (
        existed,
        database.parent.exists(),
        (tmp_path / "var" / "kept.db").exists(),
    )


def test_a_broken_assistant_does_not_start(tmp_path: Path) -> None:
    """
    Mistakes in the files are told before anybody can write to it.
    """
    known = settings(tmp_path)
    (tmp_path / "flows").unlink()

    with pytest.raises(ContentError):
        build(known)


def test_actions_run_here_or_in_an_action_server() -> None:
    """
    As the settings say.
    """
    elsewhere = replace(DEVELOPMENT, actions_url="http://actions:5055/webhook")

    assert isinstance(actions(DEVELOPMENT, Facts()), InProcessActions)
    assert ActionServer(url="http://actions:5055/webhook") == actions(elsewhere, Facts())


def test_an_untrained_understanding_says_so_and_no_word_of_the_message(tmp_path: Path) -> None:
    """
    The error names the reason, not what was to be understood.
    """
    found = understanding(settings(tmp_path), Facts())

    assert isinstance(found, Untrained)
    with pytest.raises(ModelError) as error:
        found.parse("canary")
    assert (True, False) == ("trained model" in str(error.value), "canary" in str(error.value))


def test_health_is_asked_without_noise(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """
    A monitor's question is one line of the log.
    """
    client = TestClient(application(build(settings(tmp_path))))
    caplog.clear()
    caplog.set_level(logging.INFO, "bot")
    client.get("/health")

    lines = [each for each in caplog.messages if each.startswith("request ")]
    assert 1 == len(lines)
