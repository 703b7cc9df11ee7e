"""
What a person writes is in no log and in no file, whatever happens to it.
"""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.acceptance.conftest import Person, database_of, meet
from tests.acceptance.test_failures import broken

CANARY = "quixotrumbawamba"
MESSAGES = (
    f"someone shared my pictures {CANARY}",
    f"{CANARY}",
    f"my name is {CANARY} and i was 19",
    f"/SetSlots({CANARY}=1)",
    f"/{CANARY}",
    f"{CANARY} " * 400,
    f"\x00{CANARY}",
)


def stored(parts_file: Path) -> bytes:
    """
    Everything that the database has on disk.
    """
    files = sorted(parts_file.parent.glob(f"{parts_file.name}*"))
    assert files
    return b"".join(file.read_bytes() for file in files)


def test_words_are_in_no_log_and_in_no_file(
    person: Person, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """
    Everything logged at the lowest level, all output, and the raw bytes of the database.
    """
    caplog.set_level(logging.DEBUG)
    sender = f"sender-{CANARY}"
    somebody = meet(person.parts, sender)
    for message in MESSAGES:
        somebody.say(message)
    for part in ("action", "model", "database at reading", "database at writing"):
        broken(person.parts, sender, part).say(f"{CANARY} https://videos.example/1")
    somebody.post(f'{{"sender": "{CANARY}", "message": ')
    somebody.post({"sender": sender, "message": CANARY, "metadata": {"now": CANARY}})
    somebody.client.get(f"/{CANARY}?q={CANARY}")
    somebody.client.post("/model/parse", json={"text": CANARY})
    printed = "".join(capfd.readouterr())
    ours = "\n".join(
        f"{record.name} {record.getMessage()} {record.exc_info}"
        for record in caplog.records
        if not record.name.startswith(("httpx", "httpcore"))  # the test's own client
    )

    assert "turn_failed" in ours
    assert [] == [
        where
        for where, text in (("log", ours), ("output", printed))
        if CANARY.lower() in text.lower()
    ]
    assert CANARY.encode() not in stored(database_of(person.parts))


def test_what_is_stored_can_be_found_that_way(person: Person) -> None:
    """
    The search bites: what the database does hold in the open is found in its bytes.
    """
    person.say("/greet")

    assert b"CREATE TABLE" in stored(database_of(person.parts))


def test_counts_hold_no_words(person: Person) -> None:
    """
    Nor does what Prometheus reads.
    """
    person.say(f"hello {CANARY}")
    person.client.get(f"/{CANARY}")

    assert CANARY not in person.client.get("/metrics").text
