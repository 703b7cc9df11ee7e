"""
A PostgreSQL server for tests: Debian's package, on loopback, with nothing in it, gone afterwards.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGED = Path("/usr/lib/postgresql")
USERS = ("postgres", "nobody")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
}
FREE_PORT = (
    "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])"
)


def programs() -> Path | None:
    """
    The folder of PostgreSQL's programs, or `None` if it isn't installed.
    """
    if shutil.which("initdb"):
        return Path(str(shutil.which("initdb"))).parent
    found = sorted(PACKAGED.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """
    The address of an empty database.
    """
    base = Path(tempfile.mkdtemp(prefix="first-hours-postgresql-"))
    user = _user(base)
    data = base / "data"
    # Tests reach no network from Python itself, so another Python looks for the port.
    port = _run([sys.executable, "-c", FREE_PORT], None).strip()
    options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    options += f" -p {port} -k {base}"
    _run([programs / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], user)  # fmt: skip
    _run([programs / "pg_ctl", "-D", data, "-l", base / "log", "-o", options, "-w", "start"], user)
    try:
        yield f"postgresql://tester@127.0.0.1:{port}/postgres"
    finally:
        _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"], user)
        shutil.rmtree(base, ignore_errors=True)


def _user(base: Path) -> str | None:
    """
    PostgreSQL refuses to run as root: then as whom.
    """
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    name = next(each for each in USERS if each in known)
    os.chown(base, known[name].pw_uid, known[name].pw_gid)
    return name


def _run(command: list[str | Path], user: str | None) -> str:
    # The server goes on running: it must not hold on to a pipe of ours.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            command,
            user=user,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=60,
        )
        output.seek(0)
        text = output.read()
    assert done.returncode == 0, text
    return text
