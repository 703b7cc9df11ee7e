"""
Both hosts side by side, and Rasa's lightest assistant beside them: start, memory, time of a turn, messages a second.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from bench.figures import percentile
from bench.serving import PROGRAM, ROOT, TEXTS, Server, say, serving

RASA = ROOT / ".venv-rasa"
AGAIN = ".venv/bin/python -m bench.hosts"
TURNS = 300
LONGEST = 30.0
"""Seconds after which a talk is measured no longer."""
TALK = 20
AT_ONCE = 8
EACH = 50
TAPS = ("/greet", "/SetSlots(safe_now=yes, private_now=true)", "/menu")

LIGHTEST = {
    "config.yml": """\
recipe: default.v1
assistant_id: lightest
language: en
pipeline:
- name: KeywordIntentClassifier
  case_sensitive: false
policies:
- name: RulePolicy
""",
    "domain.yml": """\
version: "3.1"
intents: [greet, threatened, menu, thanks, stop]
responses:
  utter_greet: [{text: Hello.}]
  utter_threatened: [{text: Do not pay.}]
  utter_menu: [{text: Here is the menu.}]
  utter_thanks: [{text: You are welcome.}]
  utter_stop: [{text: Good bye.}]
""",
    "data/nlu.yml": """\
version: "3.1"
nlu:
- {intent: greet, examples: "- hello\\n- hi there\\n- i dont know\\n"}
- {intent: threatened, examples: "- threatening\\n- money\\n"}
- {intent: menu, examples: "- menu\\n- talk to somebody\\n- my data\\n"}
- {intent: thanks, examples: "- thanks\\n- instagram\\n"}
- {intent: stop, examples: "- stop\\n- not yet\\n- i was\\n"}
""",
    "data/rules.yml": """\
version: "3.1"
rules:
- {rule: a, steps: [{intent: greet}, {action: utter_greet}]}
- {rule: b, steps: [{intent: threatened}, {action: utter_threatened}]}
- {rule: c, steps: [{intent: menu}, {action: utter_menu}]}
- {rule: d, steps: [{intent: thanks}, {action: utter_thanks}]}
- {rule: e, steps: [{intent: stop}, {action: utter_stop}]}
""",
}
"""Five rules and five lists of words, the tracker in memory: nothing of Rasa's is cheaper."""


def host_lines() -> Iterator[str]:
    """
    A table with a line for each host.
    """
    if not (RASA / ".setup").exists():
        yield "NOT MEASURED: the hosts side by side. Rasa isn't set up (make rasasetup; it needs Python 3.10)."
        return
    yield "The hosts side by side, one run; to repeat it alone: " + AGAIN
    yield f"{'':<26}{'start':>8}{'memory':>9}{'p50':>9}{'p99':>9}{'messages/s':>12}"
    with serving(FIRSTHOURS_NLU="full") as server:
        yield _figures("First Hours", server)
    with _ours_in_rasa() as server:
        yield _figures("First Hours in Rasa", server)
    with _lightest() as server:
        yield _figures("Rasa's lightest", server)
    yield "memory: First Hours in Rasa with its action server"


def _figures(name: str, server: Server) -> str:
    connection = server.connect()
    say(connection, "first", "hello")
    start = perf_counter() - server.began
    times = _mixed(connection, "alone", TURNS)
    a_second = _at_once(server)
    middle, late = percentile(times, 0.5) * 1000, percentile(times, 0.99) * 1000
    return (
        f"{name:<26}{start:>6.1f} s{server.resident_mb:>6.0f} MB{middle:>6.1f} ms{late:>6.1f} ms"
        f"{a_second:>12,.0f}"
    )


def _mixed(connection: http.client.HTTPConnection, sender: str, turns: int) -> list[float]:
    """
    How long each turn took, in talks of twenty: three of five messages are taps, two are free text.
    """
    times: list[float] = []
    until = perf_counter() + LONGEST
    for number in range(turns):
        if perf_counter() > until:
            break
        tapped = number % 5 < 3
        text = TAPS[number % len(TAPS)] if tapped else TEXTS[number % len(TEXTS)]
        began = perf_counter()
        say(connection, f"{sender} {number // TALK}", text)
        times.append(perf_counter() - began)
    return times


def _at_once(server: Server) -> float:
    """
    Messages a second of several people who write at once.
    """
    connections = [server.connect() for _ in range(AT_ONCE)]
    began = perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        people = [f"person {number}" for number in range(AT_ONCE)]
        done = list(pool.map(_mixed, connections, people, [EACH] * AT_ONCE))
    return sum(len(each) for each in done) / (perf_counter() - began)


@contextmanager
def _ours_in_rasa() -> Iterator[Server]:
    with TemporaryDirectory() as name:
        folder, actions = Path(name), _free_port()
        _rasa(ROOT, "train", "--out", name, "--fixed-model-name", "bench")
        endpoints = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
        endpoints = endpoints.replace(":5055/", f":{actions}/").replace("var/", f"{name}/")
        (folder / "endpoints.yml").write_text(endpoints, encoding="utf-8")
        with (
            _acting(folder, actions) as helper,
            _rasa_serving(ROOT, folder, "--endpoints", f"{name}/endpoints.yml") as server,
        ):
            yield replace(server, helper=helper)


@contextmanager
def _acting(folder: Path, port: int) -> Iterator[int]:
    """
    The action server, ready; gives its process.
    """
    kept = {"FIRSTHOURS_DATABASE_URL": f"sqlite:///{folder}/bench.db"}
    with (folder / "actions.log").open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [*PROGRAM, "actions", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, **kept},
            stdout=written,
            stderr=written,
        )
    try:
        _wait(Server(host="127.0.0.1", port=port, process=process.pid, began=0.0), process)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def _lightest() -> Iterator[Server]:
    with TemporaryDirectory() as folder:
        for name, text in LIGHTEST.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _rasa(Path(folder), "train", "--out", folder, "--fixed-model-name", "bench")
        with _rasa_serving(Path(folder), Path(folder)) as server:
            yield server


@contextmanager
def _rasa_serving(project: Path, folder: Path, *more: str) -> Iterator[Server]:
    port = _free_port()
    words = ["run", "--interface", "127.0.0.1", "--port", str(port)]
    if not more:
        (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    began = perf_counter()
    with (folder / "log").open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [str(RASA / "bin" / "rasa"), *words, "--model", str(folder / "bench.tar.gz"), *more],
            cwd=project,
            env=_environment(),
            stdout=written,
            stderr=written,
        )
    try:
        server = Server(host="127.0.0.1", port=port, process=process.pid, began=began)
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        connection = server.connect()
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            sleep(0.02)
        else:
            return
        finally:
            connection.close()
    msg = f"A server didn't start: it ended with {process.returncode}."
    raise SystemExit(msg)


def _rasa(project: Path, *words: str) -> None:
    done = subprocess.run(
        [str(RASA / "bin" / "rasa"), *words],
        cwd=project,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit("Rasa didn't do what it should:\n" + done.stdout[-4000:])


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "RASA_TELEMETRY_ENABLED": "false",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


if __name__ == "__main__":
    for each in host_lines():
        print(each, flush=True)
