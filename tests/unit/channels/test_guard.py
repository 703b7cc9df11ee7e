"""
What stands around every request.
"""

from __future__ import annotations

import logging

import pytest
from prometheus_client import generate_latest
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.guard import Guard
from bot.channels.metrics import Metrics
from tests.doors import failure

CANARY = "canary"
HEADERS = {"X-Kept": "out"}


async def answers(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("fine", headers={"X-Own": "1"})(scope, receive, send)


async def breaks(scope: Scope, receive: Receive, send: Send) -> None:
    raise ValueError(CANARY)


async def breaks_late(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise ValueError(CANARY)


async def loses_the_client(scope: Scope, receive: Receive, send: Send) -> None:
    raise ClientDisconnect


async def receives() -> Message:
    return {"type": "http.disconnect"}


async def sends(message: Message) -> None:
    pass


def guarded(app: ASGIApp, metrics: Metrics | None = None) -> Guard:
    return Guard(app, known=["/known"], headers=HEADERS, metrics=metrics or Metrics())


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [message.rpartition(" ms=")[0] or message for message in caplog.messages]


def test_headers_are_added_and_none_is_overwritten() -> None:
    """
    A reply that sets one of them itself keeps its own.
    """
    found = TestClient(guarded(answers)).get("/known").headers

    assert ("out", "1") == (found["x-kept"], found["x-own"])


def test_whatever_breaks_there_is_a_reply_without_a_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """
    The reply is in Rasa's shape, and the log line names the kind of the error only.
    """
    caplog.set_level(logging.DEBUG)
    reply = TestClient(guarded(breaks)).get("/known")

    expected = failure(500, "InternalServerError", "Something broke here. Nothing was changed.")
    assert expected == (reply.status_code, reply.json())
    assert "out" == reply.headers["x-kept"]
    assert ["request_failed kind=ValueError", "request method=GET route=/known status=500"] == [
        each for each in logged(caplog) if each.startswith("request")
    ]
    assert "canary" not in caplog.text


async def test_a_reply_that_began_is_only_ended() -> None:
    """
    A second reply would be a broken one.
    """
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/known", "headers": []}
    await guarded(breaks_late)(scope, receives, send)

    assert ["http.response.start"] == [each["type"] for each in sent]


async def test_a_client_that_leaves_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    """
    People close the page; nobody has to look into it.
    """
    caplog.set_level(logging.DEBUG)

    scope = {"type": "http", "method": "POST", "path": "/known", "headers": []}
    await guarded(loses_the_client)(scope, receives, sends)

    assert ["client_left", "request method=POST route=/known status=None"] == logged(caplog)


def test_only_known_addresses_and_methods_are_named(caplog: pytest.LogCaptureFixture) -> None:
    """
    An address that isn't ours, a query or an invented method could hold somebody's words.
    """
    caplog.set_level(logging.DEBUG)
    metrics = Metrics()
    client = TestClient(guarded(answers, metrics))
    client.get("/known?text=canary")
    client.get("/canary")
    client.request("CANARY", "/known")
    counted = generate_latest(metrics.registry).decode()

    expected = [
        "request method=GET route=/known status=200",
        "request method=GET route=other status=200",
        "request method=other route=/known status=200",
    ]
    assert expected == [each for each in logged(caplog) if each.startswith("request method")]
    assert "canary" not in "\n".join(
        record.getMessage().lower() for record in caplog.records if record.name.startswith("bot")
    )
    assert 'firsthours_request_seconds_count{method="GET",route="/known",status="200"} 1.0' in (
        counted
    )
    assert "canary" not in counted.lower()


async def test_what_is_no_request_passes_through() -> None:
    """
    The server's start and end reach the application as they are.
    """
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    await guarded(app)({"type": "lifespan"}, receives, sends)

    assert ["lifespan"] == seen
