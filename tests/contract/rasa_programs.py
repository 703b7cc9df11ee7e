"""
Rasa Open Source with this project in it, as programs of their own; and the action server beside it.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.message import UserMessage

ROOT = Path(__file__).parents[2]
RASA = ROOT / ".venv-rasa" / "bin"
HOST = Path(__file__).with_name("rasa_host.py")
NO_RASA = (
    "Rasa is not set up: the second host was NOT TESTED (make rasasetup; it needs Python 3.10)"
)
MINUTES = 20


def is_there() -> bool:
    """
    Whether Rasa's environment was set up to its end.
    """
    return (RASA.parent / ".setup").exists()


def environment(**more: str) -> dict[str, str]:
    """
    What Rasa's programs run in: nothing is told to anybody, and warnings of old libraries stay away.
    """
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        **more,
    }


def rasa(*words: str) -> str:
    """
    What a command of Rasa's prints; it must succeed.
    """
    done = subprocess.run(
        [str(RASA / "rasa"), *words],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60 * MINUTES,
    )
    assert 0 == done.returncode, done.stdout[-4000:]
    return done.stdout


@contextmanager
def action_server(folder: Path) -> Iterator[str]:
    """
    The project's actions as `firsthours actions` serves them, on a free port, with a store in the folder; gives its address.
    """
    program = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "actions", "--port", "0"],
        cwd=ROOT,
        env={**os.environ, "FIRSTHOURS_DATABASE_URL": f"sqlite:///{folder}/first-hours.db"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert program.stdout is not None
    ready = next(
        (found for line in program.stdout if (found := re.search(r"actions_ready.*port=(\d+)", line))),
        None,
    )  # fmt: skip
    assert ready is not None
    try:
        yield f"http://127.0.0.1:{ready.group(1)}/webhook"
    finally:
        program.terminate()
        program.communicate(timeout=30)


@dataclass(frozen=True, kw_only=True)
class Host:
    """
    Rasa, spoken to without a network between.
    """

    process: subprocess.Popen[str]

    def say(self, message: UserMessage, slots: Mapping[str, Any]) -> list[dict[str, Any]]:
        """
        The bubbles that answer; `slots` are set before.
        """
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(_as_told(message, slots)) + "\n")
        self.process.stdin.flush()
        bubbles: list[dict[str, Any]] = self.read()
        return bubbles

    def read(self) -> Any:
        """
        The next line of the program.
        """
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


def _as_told(message: UserMessage, slots: Mapping[str, Any]) -> dict[str, Any]:
    known = {
        "now": message.now.isoformat(),
        "country": message.country,
        "language": message.language,
        "time_zone": message.time_zone,
        "attachments": [{"type": each} for each in message.attachments],
    }
    return {
        "sender": message.sender,
        "text": message.text,
        "channel": message.channel,
        "metadata": {name: each for name, each in known.items() if each},
        "slots": dict(slots),
    }


@contextmanager
def hosting(model: Path, actions: str, log: Path) -> Iterator[Host]:
    """
    Rasa with a model; what it logs goes to a file.
    """
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [str(RASA / "python"), str(HOST), str(model), actions],
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        )
    host = Host(process=process)
    try:
        assert "ready" == host.read()
        yield host
    finally:
        process.communicate(timeout=60)


@dataclass(kw_only=True)
class Server:
    """
    `rasa run` on this machine; the folder holds its settings, its database and its log.
    """

    model: Path
    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """
        Where it is.
        """
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        """
        Where its tracker store keeps what happens.
        """
        return self.folder / "rasa.db"

    @property
    def log(self) -> Path:
        """
        What it says about itself.
        """
        return self.folder / "log"

    def start(self) -> None:
        """
        Start it, and wait until it answers.
        """
        words = [
            "run",
            "--interface",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--model",
            str(self.model),
        ]
        words += ["--endpoints", str(self.folder / "endpoints.yml"), "--enable-api"]
        words += ["--credentials", str(ROOT / "credentials.yml")]
        with self.log.open("ab") as written:
            self.process = subprocess.Popen(
                [str(RASA / "rasa"), *words],
                cwd=ROOT,
                env=environment(),
                stdout=written,
                stderr=written,
            )
        until = time.monotonic() + 60 * MINUTES
        while not self._answers():
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")[-4000:]
            assert time.monotonic() < until
            time.sleep(0.2)  # another process can't be waited for in a better way

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """
        End it in the middle of whatever it does.
        """
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextmanager
def running(model: Path, actions: str, folder: Path) -> Iterator[Server]:
    """
    `rasa run` with the project's own endpoints.yml, but for the places where it keeps and asks.
    """
    endpoints = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    server = Server(model=model, folder=folder, port=free_port())
    told = endpoints.replace("http://127.0.0.1:5055/webhook", actions)
    told = told.replace("var/rasa.db", str(server.database))
    (folder / "endpoints.yml").write_text(told, encoding="utf-8")
    try:
        server.start()
        yield server
    finally:
        server.kill()


def free_port() -> int:
    """
    A port that nobody listens on.
    """
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port
