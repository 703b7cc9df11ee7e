"""
The program as a process of its own: started, spoken to, stopped.
"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.doors import ROOT

ADDRESS = re.compile(r"First Hours is on (http://[\d.]+:\d+) .*\n")
PATIENCE_SECONDS = 120
UNDONE = (
    "SELECT count(*) FROM lanes WHERE arrived > done",
    "SELECT count(*) FROM outbox",
)


@dataclass(frozen=True, kw_only=True)
class Program:
    """
    A server that runs: its address, its process, and the file that its log goes to.
    """

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """
        Stop it as Ctrl-C does; the code that it ends with.
        """
        self.process.send_signal(how)
        return self.process.wait(timeout=PATIENCE_SECONDS)


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Program]:
    """
    A server with a database in the folder, on a free port.
    """
    log = folder / "log"
    environment = {
        **os.environ,
        "FIRSTHOURS_DATABASE_URL": f"sqlite:///{folder}/kept.db",
        "FIRSTHOURS_SECRET_KEY": "0123456789abcdef0123456789abcdef",
        **settings,
    }
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve", "--port", "0"],
            cwd=ROOT,
            env=environment,
            stdout=written,
            stderr=written,
        )
    try:
        yield Program(address=_address(process, log), process=process, log=log)
    finally:
        process.kill()
        process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < until:
        found = ADDRESS.search(log.read_text(encoding="utf-8"))
        if found:
            return found.group(1)
        time.sleep(0.02)  # another process can't be waited for in a better way
    raise AssertionError(log.read_text(encoding="utf-8"))


def being_sent(folder: Path) -> list[int]:
    """
    The messages that a program was just sending when it was killed, by their numbers in the talk.
    """
    with closing(sqlite3.connect(folder / "kept.db")) as database:
        return [each for (each,) in database.execute("SELECT number FROM outbox WHERE state = 1")]


def wait_until_done(folder: Path) -> None:
    """
    Wait until all that came in is answered, and all answers are sent or given up.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    with closing(sqlite3.connect(folder / "kept.db")) as database:
        while any(database.execute(each).fetchone()[0] for each in UNDONE):
            assert time.monotonic() < until
            time.sleep(0.05)  # another process can't be waited for in a better way
