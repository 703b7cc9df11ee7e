"""
Rasa's Socket.IO channel over a real connection: with a plain client, and with a web chat made for Rasa.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import socketio
from playwright.sync_api import expect

from tests.acceptance.browsing import chromium, needs_chromium
from tests.acceptance.hosts import Host, hosting
from tests.acceptance.npm import from_npm
from tests.acceptance.program import Program, serving

REFERENCE = "rasa-webchat@1.0.1"
PATIENCE_SECONDS = 30
CANARY = "canary-words-7731"


@dataclass(kw_only=True)
class Client:
    """
    A client that notes what it hears.
    """

    io: Any
    confirmed: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    uttered: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    async def session(self, wished: str | None = None) -> str:
        """
        The session that the server confirms.
        """
        await self.io.emit("session_request", {"session_id": wished})
        return await asyncio.wait_for(self.confirmed.get(), PATIENCE_SECONDS)

    async def say(self, text: Any, session: Any = None) -> None:
        """
        Send a message.
        """
        await self.io.emit("user_uttered", {"message": text, "session_id": session})

    async def hear(self) -> dict[str, Any]:
        """
        The bubble that has options.
        """
        while True:
            said = await asyncio.wait_for(self.uttered.get(), PATIENCE_SECONDS)
            if "quick_replies" in said:
                return said


@asynccontextmanager
async def connected(address: str, transport: str = "websocket") -> AsyncIterator[Client]:
    """
    A client over one transport.
    """
    io = socketio.AsyncClient()
    client = Client(io=io)
    io.on("session_confirm", client.confirmed.put)
    io.on("bot_uttered", client.uttered.put)
    await io.connect(address, transports=[transport])
    try:
        yield client
    finally:
        await io.disconnect()


def titles(said: dict[str, Any]) -> list[str]:
    """
    The options of a bubble.
    """
    assert {"text", "quick_replies"} == set(said)
    assert {"text"} == {each["content_type"] for each in said["quick_replies"]}
    return [each["title"] for each in said["quick_replies"]]


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_a_talk_goes_on_where_it_was(web: Program, transport: str) -> None:
    """
    A session that the server gave out is taken again after a new connection; by payload, by title, by number.
    """
    async with connected(web.address, transport) as client:
        session = await client.session()
        await client.say("/greet", session)
        first = titles(await client.hear())
    async with connected(web.address, transport) as client:
        assert session == await client.session(session)
        await client.say("1", session)
        second = titles(await client.hear())

    assert ("Yes, I'm safe", "Someone threatens me") == (first[0], second[0])


async def test_nobody_chooses_or_guesses_a_session(web: Program) -> None:
    """
    What the client makes up isn't taken, as a session or as the sender of a message.
    """
    async with connected(web.address) as client:
        given = {await client.session(wished) for wished in ("somebody", "A" * 48, None)}
        assert 3 == len(given)
        assert not given & {"somebody", "A" * 48}
    async with connected(web.address) as client, connected(web.address) as other:
        for each in (client, other):
            await each.session()
            await each.say("/greet", "somebody")
            await each.hear()
        await client.say("Yes, I'm safe", "somebody")
        await client.hear()
        await other.say("1", "somebody")

        assert "Someone threatens me" == titles(await other.hear())[0]


async def test_what_is_no_message_is_left_alone(web: Program) -> None:
    """
    Nothing breaks, nothing of it is logged, and the next message is answered.
    """
    async with connected(web.address) as client:
        await client.io.emit("user_uttered", CANARY)
        await client.io.emit("session_request", [CANARY])
        await client.say({"a": CANARY})
        await client.say(None)
        await client.say("/greet")
        assert "Yes, I'm safe" == titles(await client.hear())[0]

    assert CANARY not in web.log.read_text(encoding="utf-8")


async def test_too_many_messages_are_answered_kindly(tmp_path: Path) -> None:
    """
    In reviewed words, and the talk goes on.
    """
    with serving(tmp_path, FIRSTHOURS_NLU="light", FIRSTHOURS_MESSAGES_A_MINUTE="2") as program:
        async with connected(program.address) as client:
            await client.say("/greet")
            await client.hear()
            await client.say("1")
            said = await asyncio.wait_for(client.uttered.get(), PATIENCE_SECONDS)

    assert {"text": "That was a lot at once. Please wait a minute, then try again."} == said


@pytest.fixture(scope="module")
def webchat() -> str:
    """
    A web chat made for Rasa, from npm; skipped where it can't be had.
    """
    script = from_npm(REFERENCE, "lib/index.js")
    if script is None:
        pytest.skip(f"NO {REFERENCE}: npm can't bring it")
    return script.read_text(encoding="utf-8")


@pytest.fixture
def host() -> Iterator[Host]:
    """
    A website that has that chat on it.
    """
    with hosting({}) as made:
        yield made


@needs_chromium
def test_a_web_chat_made_for_rasa_talks_with_us(tmp_path: Path, webchat: str, host: Host) -> None:
    """
    On another site that is allowed to: it begins, shows options, presses one, and gets the next question.
    """
    host.pages["/webchat.js"] = webchat
    settings = {"FIRSTHOURS_NLU": "light", "FIRSTHOURS_ALLOWED_ORIGINS": host.address}
    with serving(tmp_path, **settings) as program, chromium() as browser:
        host.pages["/"] = (
            '<!doctype html><html lang="en"><title>Host</title><div id="chat"></div>'
            '<script src="/webchat.js"></script><script>WebChat.default({'
            f'socketUrl: "{program.address}", socketPath: "/socket.io/", initPayload: "/greet",'
            ' embedded: true, params: {storage: "session"}}, document.querySelector("#chat"));</script></html>'
        )
        page = browser.new_page()
        page.goto(host.address + "/")
        page.get_by_text("Yes, I'm safe").click(timeout=PATIENCE_SECONDS * 1000)
        expect(page.get_by_text("Someone threatens me")).to_be_visible(timeout=20_000)
