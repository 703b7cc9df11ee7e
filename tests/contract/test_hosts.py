"""
Both hosts of the flows say the same: our own, and Rasa Open Source 3.6.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio

from bot.app import Parts, build_to_forget
from bot.channels.render import LOOKS
from bot.e2e.case import Case
from bot.e2e.reading import read_cases
from bot.e2e.run import Result, run_case
from bot.settings import read_settings
from tests.acceptance.program import serving
from tests.contract.rasa_programs import (
    NO_RASA,
    ROOT,
    Host,
    Server,
    hosting,
    is_there,
    running,
)

CONVERSATIONS = ROOT / "tests" / "conversations"
LEAST_SAME = 0.95
PATIENCE = 60
SLIGHT = 0.01
"""How much a confidence may differ: Rasa's environment has another version of the runtime."""
NEVER_DIFFERENT = ("crisis", "age_and_hashing")
NO_REMINDERS = "Rasa's host sends no reminders, so none is promised"
DIFFERENT: dict[str, str] = {
    "my_data/a_reminder_only_where_it_can_be_sent.yml::by text message, changed and dropped": NO_REMINDERS,
    "my_data/a_reminder_only_where_it_can_be_sent.yml::at midday, on another day": NO_REMINDERS,
    "my_data/a_reminder_only_where_it_can_be_sent.yml::not wanted, then asked for": NO_REMINDERS,
    "my_data/a_reminder_only_where_it_can_be_sent.yml::with nothing to wait for": NO_REMINDERS,
    "my_data/for_how_long_it_is_kept.yml::by text message a warning can come before": NO_REMINDERS,
}
"""Conversations that can't be the same in Rasa, and why; docs/rasa.md lists them, too."""

pytestmark = [
    pytest.mark.skipif(not is_there(), reason=NO_RASA),
    pytest.mark.xdist_group("rasa"),
]

CODE = re.compile(r"\b[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}\b")
"""A case code: each host makes its own."""
Bubble = tuple[str, tuple[tuple[str, str], ...]]


@pytest.fixture(scope="module")
def host(model: Path, actions: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """
    Rasa, ready to be spoken to.
    """
    log = tmp_path_factory.mktemp("rasa") / "log"
    with hosting(model, actions, log) as found:
        yield found


@pytest.fixture(scope="module")
def parts() -> Iterator[Parts]:
    """
    Our own host.
    """
    with build_to_forget(read_settings({}, ROOT)) as found:
        yield found


@pytest.fixture(scope="module")
def server(
    model: Path, actions: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """
    `rasa run`.
    """
    with running(model, actions, tmp_path_factory.mktemp("run")) as found:
        yield found


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """
    The address of our own server.
    """
    with serving(tmp_path_factory.mktemp("ours")) as program:
        yield program.address


def test_both_say_the_same_message_for_message(host: Host, parts: Parts) -> None:
    """
    Every test conversation, buttons included; those that may differ are listed with the reason.
    """
    cases = read_cases([CONVERSATIONS], parts.assistant)
    different = {_name(case): found for case in cases if (found := _difference(case, host, parts))}

    assert len(cases) > 200
    assert {} == {name: found for name, found in different.items() if name not in DIFFERENT}
    assert len(different) <= (1 - LEAST_SAME) * len(cases)
    assert [] == [name for name in DIFFERENT if name.split("/")[0] in NEVER_DIFFERENT]
    assert set() == set(DIFFERENT) - set(different)


def _name(case: Case) -> str:
    return f"{Path(case.file).relative_to(CONVERSATIONS)}::{case.name}"


def _difference(case: Case, host: Host, parts: Parts) -> str | None:
    """
    The first message that is answered differently.
    """
    result = run_case(case, parts.conversation)
    for number, ours in enumerate(_ours(result)):
        message = result.played[number].message
        theirs = _theirs(host, result, number)
        if ours != theirs:
            return f"{message.text!r}: {ours} but Rasa {theirs}"
    return None


def _ours(result: Result) -> Iterator[list[Bubble]]:
    for played in result.played:
        channel = played.message.channel
        numbers = channel == "sms"  # where options are numbered there are no buttons
        yield [
            (
                _same(each.text),
                () if numbers else tuple((b.title, b.payload) for b in each.buttons),
            )
            for each in LOOKS[channel](played.answer.messages)
        ]


def _theirs(host: Host, result: Result, number: int) -> list[Bubble]:
    slots = {} if number else result.case.slots
    return [
        # Rasa's channels part texts at empty lines, so theirs hold a space.
        (
            _same(each["text"].replace("\n \n", "\n\n")),
            tuple((b["title"], b["payload"]) for b in each.get("buttons", ())),
        )
        for each in host.say(result.played[number].message, slots)
    ]


def _same(text: str) -> str:
    return CODE.sub("CODE", text)


def test_rest_is_the_same_over_http(server: Server, ours: str) -> None:
    """
    The whole reply, field by field; as a stream, line by line.
    """
    for text in SAID:
        theirs, own = (_say(host, text) for host in (server.address, ours))
        assert theirs.json() == own.json()
        assert theirs.status_code == own.status_code == 200
    streams = [_say(host, "hello", "?stream=true") for host in (server.address, ours)]
    kinds = {each.headers["content-type"].split(";")[0] for each in streams}

    assert {"text/event-stream"} == kinds
    lines = [[json.loads(line) for line in each.text.splitlines()] for each in streams]
    assert lines[0]
    assert lines[0] == lines[1]


def test_a_text_is_understood_the_same(server: Server, ours: str) -> None:
    """
    Rasa tells more beside: the alarm and the spelling, for the policy.
    """
    for text in SAID:
        if not text.startswith("/"):
            theirs, own = (_parse(host, text) for host in (server.address, ours))
            confidence = pytest.approx(own["intent"].pop("confidence"), abs=SLIGHT)
            assert confidence == theirs["intent"].pop("confidence")
            told = ("text", "intent", "entities", "language")
            assert [own[name] for name in told] == [_without_given(theirs)[name] for name in told]
            assert _names(own) == _names(theirs)


async def test_socketio_says_the_same(server: Server, ours: str) -> None:
    """
    In Rasa's events and fields, and as many bubbles as over REST.
    """
    bubbles = len(_say(ours, SAID[0], sender="compared").json())
    theirs, own = [await _over_a_socket(host, bubbles) for host in (server.address, ours)]

    assert own
    assert own == theirs


async def _over_a_socket(address: str, bubbles: int) -> list[dict[str, Any]]:
    client, heard = socketio.AsyncClient(), asyncio.Queue[Any]()
    client.on("session_confirm", heard.put)
    client.on("bot_uttered", heard.put)
    await client.connect(address, transports=["websocket"])
    await client.emit("session_request", {"session_id": None})
    session = await asyncio.wait_for(heard.get(), PATIENCE)
    await client.emit("user_uttered", {"message": SAID[0], "session_id": session})
    found = [await asyncio.wait_for(heard.get(), PATIENCE) for _ in range(bubbles)]
    await client.disconnect()
    return found


def test_a_killed_rasa_goes_on_in_the_middle(server: Server, ours: str) -> None:
    """
    From what its SQL tracker store kept; neither who it is nor anything of the talk can be read there, nor in its log.
    """
    for text in (*SAID, "please keep quiet about canaryword"):
        for host in (server.address, ours):
            _say(host, text, sender="canaryperson")
    server.kill()
    server.start()

    theirs, own = (
        _say(host, "1", sender="canaryperson").json() for host in (server.address, ours)
    )
    assert own
    assert own == theirs
    for kept in (server.database, server.log):
        for word in (
            b"canaryword",
            b"canaryperson",
            b"site.example",
            b"instagram",
            b"images_shared",
        ):
            assert word not in kept.read_bytes().lower()


SAID = (
    "hello",
    "/SetSlots(safe_now=yes, private_now=true)",
    "my ex posted my pictures on instagram",
    "not yet",
    "https://site.example/a",
    "what happens to my data",
    "i was 25",
)


def _say(address: str, text: str, query: str = "", *, sender: str = "555-0100") -> httpx.Response:
    body = {"sender": sender, "message": text}
    return httpx.post(f"{address}/webhooks/rest/webhook{query}", json=body, timeout=60)


def _parse(address: str, text: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.post(
        f"{address}/model/parse", json={"text": text}, timeout=60
    ).json()
    return found


def _without_given(parse: dict[str, Any]) -> dict[str, Any]:
    kept = [{k: v for k, v in each.items() if k != "given"} for each in parse["entities"]]
    return {**parse, "entities": kept}


def _names(parse: dict[str, Any]) -> list[str]:
    return [each["name"] for each in parse["intent_ranking"][:3]]
