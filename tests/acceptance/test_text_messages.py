"""
The program behind Twilio: text messages in, text messages out, whatever dies in between.
"""

from __future__ import annotations

import re
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from bot.wording.segments import in_gsm_7, segments
from tests.acceptance.program import (
    PATIENCE_SECONDS,
    Program,
    being_sent,
    serving,
    wait_until_done,
)
from tests.twilio_peer import (
    ACCOUNT,
    OUR_NUMBER,
    SITE,
    TOKEN,
    Fault,
    Peer,
    form,
    peer,
    sid,
    signed,
)

CANARY = "canary-words"
PERSON = "+447700900177"
TEXTS = ("hi", "what is a hash?", "who are you", "/x", "skip", "pause")
"""Different ones, which get different answers."""
NUMBER_TO_CALL = re.compile(r"\d{3}")


@pytest.fixture
def twilio() -> Iterator[Peer]:
    """
    The API.
    """
    with peer() as made:
        yield made


@contextmanager
def answering(folder: Path, twilio: Peer, **settings: str) -> Iterator[Program]:
    """
    The program with an account there.
    """
    account = {
        "FIRSTHOURS_PUBLIC_URL": SITE,
        "FIRSTHOURS_TWILIO_ACCOUNT_SID": ACCOUNT,
        "FIRSTHOURS_TWILIO_AUTH_TOKEN": TOKEN,
        "FIRSTHOURS_TWILIO_FROM": OUR_NUMBER,
        "FIRSTHOURS_TWILIO_API_URL": twilio.address,
        "FIRSTHOURS_LOG_LEVEL": "debug",
    }
    with serving(folder, **account, **settings) as program:
        yield program


def deliver(program: Program, number: int, text: str = "hi", path: str = "webhook") -> int:
    """
    Let Twilio deliver a message; the status that it gets.
    """
    address, fields = f"/webhooks/twilio/{path}", form(number, text, From=PERSON)
    body = urlencode(fields).encode()
    request = Request(program.address + address, body, signed(address, fields))  # noqa: S310 - loopback
    try:
        with urlopen(request, timeout=PATIENCE_SECONDS) as reply:  # noqa: S310 - loopback
            return int(reply.status)
    except HTTPError as error:
        return error.code


def quiet(twilio: Peer, number: int) -> list[str]:
    """
    What was sent, when nothing more comes after so many.
    """
    twilio.wait_for(number)
    time.sleep(1.5)  # nothing tells that nothing comes
    return twilio.bodies


def test_a_message_is_answered_once_however_often_it_comes(tmp_path: Path, twilio: Peer) -> None:
    """
    Five times at once, then by the fallback; the answer is one text message in GSM-7.
    """
    with answering(tmp_path, twilio) as program:
        with ThreadPoolExecutor(5) as pool:
            codes = list(pool.map(lambda _: deliver(program, 1), range(5)))
        codes.append(deliver(program, 1, path="fallback"))
        said = quiet(twilio, 1)

    assert [200] * 6 == codes
    assert 1 == len(said)
    assert segments(said[0]) <= 3
    assert in_gsm_7(said[0])
    assert "1. " in said[0]


def test_many_messages_of_one_person_are_answered_in_order(tmp_path: Path, twilio: Peer) -> None:
    """
    Each answer goes on from the one before.
    """
    texts = ["hi", "1", "/x", "what is a hash?", "back", "skip", "pause", "im back"]
    with answering(tmp_path, twilio) as program:
        for number, text in enumerate(texts):
            assert 200 == deliver(program, number, text)
        said = list(quiet(twilio, len(texts)))
    again = tmp_path / "again"
    again.mkdir()
    twilio.sent.clear()
    with answering(again, twilio) as program:
        for number, text in enumerate(texts):
            before = len(twilio.sent)
            deliver(program, number, text)
            quiet(twilio, before + 1)

    assert len(texts) <= len(said)
    assert twilio.bodies == said


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """
    What is sent in answer to `TEXTS` where nothing fails.
    """
    folder = tmp_path_factory.mktemp("undisturbed")
    with peer() as twilio, answering(folder, twilio) as program:
        for number, text in enumerate(TEXTS):
            deliver(program, number, text)
        wait_until_done(folder)
        return list(twilio.bodies)


@pytest.mark.parametrize("when", ["before the answer", "before it is sent", "while it is sent"])
def test_a_killed_program_loses_nothing_and_answers_once(
    tmp_path: Path, twilio: Peer, undisturbed: list[str], when: str
) -> None:
    """
    Killed outright, as by a power cut; the next one goes on where it ended. Only what it was just sending nobody knows
    of: that is never lost where it has an emergency number or a crisis line.
    """
    twilio.faults = {
        "before the answer": [],
        # Twilio doesn't take it for now, so the answer waits in the outbox.
        "before it is sent": [Fault(status=503)] * 50,
        # Twilio takes it, and never says so.
        "while it is sent": [Fault(status=201, seconds=10, taken=True)],
    }[when]
    faults = len(twilio.faults)
    with answering(tmp_path, twilio) as program:
        for number, text in enumerate(TEXTS):
            assert 200 == deliver(program, number, text)
        while faults and len(twilio.faults) == faults:
            time.sleep(0.01)  # another process can't be waited for in a better way
        if when == "while it is sent":
            twilio.wait_for(1)
        program.process.send_signal(signal.SIGKILL)
        program.process.wait()
    unknown = being_sent(tmp_path)
    twilio.faults.clear()

    with answering(tmp_path, twilio):
        wait_until_done(tmp_path)

    sure = [text for number, text in enumerate(undisturbed, 1) if number not in unknown]
    unsure = [text for number, text in enumerate(undisturbed, 1) if number in unknown]
    assert sure == [text for text in twilio.bodies if text not in unsure]
    if when == "while it is sent":
        assert 1 == len(unsure)
    for text in unsure:
        # What is repeated is decided for a whole answer; its number to call may stand in another part of it.
        least = 1 if NUMBER_TO_CALL.search(text) else 0
        assert least <= twilio.bodies.count(text) <= 2


def test_nothing_of_a_message_is_logged_or_kept(tmp_path: Path, twilio: Peer) -> None:
    """
    At the most talkative level, when all goes well and when Twilio fails in every way.
    """
    twilio.faults = [Fault(status=429), Fault(status=503), Fault(status=400, code=21211)]
    with answering(tmp_path, twilio) as program:
        deliver(program, 1, f"hi {CANARY}")
        deliver(program, 2, f"{CANARY} again")
        deliver(program, 3, CANARY)
        quiet(twilio, 2)
        program.stop()
        log = program.log.read_text(encoding="utf-8")

    assert "twilio_refused status=429" in log
    for secret in (CANARY, PERSON, PERSON[1:], TOKEN, ACCOUNT, "I'm here"):
        assert secret not in log
    assert CANARY.encode() not in b"".join(path.read_bytes() for path in tmp_path.glob("kept.db*"))
    with sqlite3.connect(tmp_path / "kept.db") as database:
        assert [(0,)] == database.execute("SELECT count(*) FROM outbox").fetchall()
        assert [(0,)] == database.execute(
            "SELECT count(*) FROM deliveries WHERE body IS NOT NULL"
        ).fetchall()


def test_who_says_stop_hears_nothing_until_they_come_back(tmp_path: Path, twilio: Peer) -> None:
    """
    Not even if Twilio learnt it before we did.
    """
    with answering(tmp_path, twilio) as program:
        deliver(program, 1)
        quiet(twilio, 1)
        for number, text in enumerate(["STOP", "hello?", "are you there"], 2):
            assert 200 == deliver(program, number, text)
        assert 1 == len(quiet(twilio, 1))
        deliver(program, 5, "START")
        assert 2 == len(quiet(twilio, 2))
        twilio.faults = [Fault(status=400, code=21610)]
        for number in (6, 7):
            deliver(program, number, "hello")
        assert 2 == len(quiet(twilio, 2))
        assert [] == twilio.faults


def report(program: Program, sent: dict[str, str], name: str, code: str) -> int:
    """
    Let Twilio report that a message of ours didn't arrive; the status that it gets.
    """
    address = sent["StatusCallback"].removeprefix(SITE)
    fields = {
        "MessageSid": name,
        "MessageStatus": "undelivered",
        "AccountSid": ACCOUNT,
        "To": PERSON,
        "ErrorCode": code,
    }
    body = urlencode(fields).encode()
    request = Request(program.address + address, body, signed(address, fields))  # noqa: S310 - loopback
    with urlopen(request, timeout=PATIENCE_SECONDS) as reply:  # noqa: S310 - loopback
        return int(reply.status)


def test_a_message_that_did_not_arrive_is_sent_once_more(tmp_path: Path, twilio: Peer) -> None:
    """
    With the words that Twilio still has; we kept none, and log none.
    """
    with answering(tmp_path, twilio) as program:
        deliver(program, 1, CANARY)
        (words,) = quiet(twilio, 1)
        twilio.answers[f"{sid(10_001)}.json"] = {"sid": sid(10_001), "body": words}
        twilio.answers[f"{sid(10_002)}.json"] = {"sid": sid(10_002), "body": words}
        for _ in range(3):
            assert 204 == report(program, twilio.sent[0], sid(10_001), "30003")
        assert [words, words] == quiet(twilio, 2)
        assert 204 == report(program, twilio.sent[1], sid(10_002), "30003")
        assert [words, words] == quiet(twilio, 2)
        program.stop()
        log = program.log.read_text(encoding="utf-8")

    assert "text_message_lost code=30003" in log
    for secret in (CANARY, PERSON, PERSON[1:], words[:20]):
        assert secret not in log
