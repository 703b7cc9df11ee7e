"""
The real server on loopback: time to the first answer, time of a turn, memory.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

from bench.figures import line, percentile

ROOT = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "bot.cli")
ADDRESS = re.compile(r"http://([\d.]+):(\d+)")
WEBHOOK = "/webhooks/rest/webhook"
TURNS = 400
TALK = 20
TEXTS = (
    "someone is threatening to post my pictures",
    "he wants money",
    "i dont know what to do",
    "its on instagram",
    "i was 19 in it",
    "can i talk to somebody",
    "what happens to my data",
    "not yet",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """
    A running server: where it is, its process, and the moment that it was started; `helper` is one that it can't do without.
    """

    host: str
    port: int
    process: int
    began: float
    helper: int | None = None

    def connect(self) -> http.client.HTTPConnection:
        """
        A connection that stays open.
        """
        return http.client.HTTPConnection(self.host, self.port, timeout=30)

    @property
    def resident_mb(self) -> float:
        """
        Its memory, and that of its helper.
        """
        return sum(_resident_mb(each) for each in (self.process, self.helper) if each is not None)


def _resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else 0.0


@contextmanager
def serving(**settings: str) -> Iterator[Server]:
    """
    A server of its own on a free port, with a database that is gone afterwards.
    """
    with TemporaryDirectory() as folder:
        database = {"FIRSTHOURS_DATABASE_URL": f"sqlite:///{folder}/bench.db"}
        others = {name: value for name, value in os.environ.items() if "FIRSTHOURS" not in name}
        log = Path(folder) / "log"
        began = perf_counter()
        with log.open("w", encoding="utf-8") as written:
            process = subprocess.Popen(
                [*PROGRAM, "serve", "--port", "0"],
                cwd=ROOT,
                env={**others, **database, **settings},
                stderr=written,
            )
        try:
            host, port = _address(process, log)
            yield Server(host=host, port=port, process=process.pid, began=began)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _address(process: subprocess.Popen[bytes], log: Path) -> tuple[str, int]:
    while process.poll() is None:
        found = ADDRESS.search(log.read_text(encoding="utf-8"))
        if found and log.read_text(encoding="utf-8").endswith("\n"):
            return found.group(1), int(found.group(2))
        sleep(0.005)
    raise SystemExit("The server didn't start:\n" + log.read_text(encoding="utf-8"))


def serving_lines() -> Iterator[str]:
    """
    Start, one turn of each kind, memory; with sentence embeddings and without.
    """
    with serving(FIRSTHOURS_NLU="full") as server:
        yield from _lines(server, "full", text_goal="<= 8 ms", memory_goal="<= 350 MB")
    with serving(FIRSTHOURS_NLU="light") as server:
        yield from _lines(server, "light", text_goal="<= 8 ms", memory_goal="<= 200 MB")


def _lines(server: Server, kind: str, *, text_goal: str, memory_goal: str) -> Iterator[str]:
    connection = server.connect()
    say(connection, "first", TEXTS[0])
    start = perf_counter() - server.began
    yield line(f"{kind}: start to first answer", f"{start:.2f} s", "<= 2.5 s")
    taps, texts = timed_taps(connection), timed_texts(connection)
    yield line(f"{kind}: a tap over REST, p50 (p99)", _times(taps), "<= 2 ms")
    yield line(f"{kind}: a text over REST, p50 (p99)", _times(texts), text_goal)
    yield line(
        f"{kind}: memory after {TURNS * 2} turns", f"{server.resident_mb:.0f} MB", memory_goal
    )


def _times(values: Sequence[float]) -> str:
    middle, late = percentile(values, 0.5) * 1000, percentile(values, 0.99) * 1000
    return f"{middle:.2f} ({late:.1f}) ms"


def timed_taps(connection: http.client.HTTPConnection) -> list[float]:
    """
    How long each tap took, in talks of twenty, each choosing its own options.
    """
    times = []
    payload = "/greet"
    for number in range(TURNS):
        if number % TALK == 0:
            payload = "/greet"
        began = perf_counter()
        bubbles = say(connection, f"tap {number // TALK}", payload)
        times.append(perf_counter() - began)
        payload = _next_tap(bubbles, number)
    return times


def _next_tap(bubbles: list[dict[str, Any]], number: int) -> str:
    buttons = [button["payload"] for bubble in bubbles for button in bubble.get("buttons", ())]
    return str(buttons[number % len(buttons)]) if buttons else "/menu"


def timed_texts(connection: http.client.HTTPConnection) -> list[float]:
    """
    How long each free text took, in talks of twenty.
    """
    times = []
    for number in range(TURNS):
        began = perf_counter()
        say(connection, f"text {number // TALK}", TEXTS[number % len(TEXTS)])
        times.append(perf_counter() - began)
    return times


def say(connection: http.client.HTTPConnection, sender: str, message: str) -> list[dict[str, Any]]:
    """
    The bubbles that answer a message.
    """
    body = json.dumps({"sender": sender, "message": message})
    connection.request("POST", WEBHOOK, body, {"Content-Type": "application/json"})
    bubbles: list[dict[str, Any]] = json.load(connection.getresponse())
    return bubbles
