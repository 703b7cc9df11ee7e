"""
Rasa's Socket.IO channel: the form of its messages, and which pages may connect.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.socketio import as_uttered
from bot.domain.message import BotMessage, Button
from tests.doors import DEVELOPMENT, doors


def test_options_are_quick_replies() -> None:
    """
    As Rasa's clients read them; a bubble without options is only its text.
    """
    yes = Button(title="Yes", payload="/yes")
    said = [
        as_uttered(each)
        for each in (BotMessage(text="Hello."), BotMessage(text="Safe?", buttons=(yes,)))
    ]

    replies = [{"content_type": "text", "title": "Yes", "payload": "/yes"}]
    assert [{"text": "Hello."}, {"text": "Safe?", "quick_replies": replies}] == said


@pytest.mark.parametrize(
    ("own", "origin", "code"),
    [
        (None, None, 200),
        (None, "http://testserver", 200),
        (None, "https://friend.example", 200),
        (None, "https://hostile.example", 400),
        (None, "null", 400),
        ("https://chat.example", "https://chat.example", 200),
        ("https://chat.example", "http://testserver", 400),
    ],
)
def test_only_our_own_pages_and_allowed_sites_connect(
    own: str | None, origin: str | None, code: int
) -> None:
    """
    As everywhere; programs send no origin.
    """
    settings = replace(DEVELOPMENT, public_url=own, allowed_origins=("https://friend.example",))
    headers = {} if origin is None else {"Origin": origin}
    with doors(settings).client as client:
        reply = client.get("/socket.io/?EIO=4&transport=polling", headers=headers)

    assert code == reply.status_code
    assert "no-store" == reply.headers["cache-control"]
