"""
The program as people start it.
"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.program import serving
from tests.doors import KEY, ROOT

CANARY = "quixotrumbawamba"


def ask(address: str, body: Any = None) -> tuple[int, Any]:
    """
    Status and content of a reply.
    """
    data = None if body is None else json.dumps(body).encode()
    # The address is the one that our own process tells.
    request = urllib.request.Request(  # noqa: S310
        address, data, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, -15)])
def test_it_serves_until_it_is_stopped(tmp_path: Path, how: signal.Signals, code: int) -> None:
    """
    It answers at the address that it tells, says nothing of what was written, and stops cleanly.
    """
    with serving(tmp_path, FIRSTHOURS_LOG_LEVEL="debug") as program:
        body = {"sender": "a", "message": f"someone shared my pictures {CANARY}"}
        health = ask(f"{program.address}/health")
        answered, bubbles = ask(f"{program.address}/webhooks/rest/webhook", body)
        ended = program.stop(how)

    log = program.log.read_text(encoding="utf-8")
    assert ((200, {"status": "ok"}), 200, code) == (health, answered, ended)
    assert 1 <= len(bubbles) <= 3
    assert "request method=POST route=/webhooks/rest/webhook status=200" in log
    assert (False, False) == (CANARY in log, "Traceback" in log)


def test_production_keeps_its_doors_shut(tmp_path: Path) -> None:
    """
    No parse, no chosen sender; a sender that it gave out is answered.
    """
    with serving(tmp_path, FIRSTHOURS_ENV="production", FIRSTHOURS_NLU="light") as program:
        webhook = f"{program.address}/webhooks/rest/webhook"
        parse = ask(f"{program.address}/model/parse", {"text": "hello"})
        chosen = ask(webhook, {"sender": "a", "message": "/greet"})
        sender = ask(f"{program.address}/webhooks/rest/session", {})[1]["sender"]
        given = ask(webhook, {"sender": sender, "message": "/greet"})

    assert (404, 403, 200) == (parse[0], chosen[0], given[0])


def test_killed_in_mid_talk_it_goes_on_after_a_restart(tmp_path: Path) -> None:
    """
    What was answered is kept: the same delivery gets the same answer from the next process.
    """
    message = {"sender": "a", "message": "/greet", "metadata": {"message_id": "1"}}
    answers = []
    for _ in range(2):
        with serving(tmp_path, FIRSTHOURS_NLU="light") as program:
            answers.append(ask(f"{program.address}/webhooks/rest/webhook", message))
            program.stop(signal.SIGKILL)

    assert 200 == answers[0][0]
    assert answers[0] == answers[1]


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    """
    It ends with 1 and says why.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        run = subprocess.run(
            [sys.executable, "-m", "bot.cli", "serve", "--port", str(taken.getsockname()[1])],
            cwd=ROOT,
            env={
                "FIRSTHOURS_DATABASE_URL": f"sqlite:///{tmp_path}/kept.db",
                "FIRSTHOURS_SECRET_KEY": KEY,
                "FIRSTHOURS_NLU": "light",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert 1 == run.returncode
    assert "address already in use" in run.stderr
    assert "Traceback" not in run.stderr
