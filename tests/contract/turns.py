"""
Turns for the tests of stores.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from bot.conversation.ports import Commit, LogView, Store
from bot.domain.evidence import Change
from bot.domain.message import BotMessage, Button
from bot.domain.request import KeepCode, LockLog

NOW = datetime(2026, 11, 20, 14, 0, 0, 250_000, tzinfo=timezone.utc)
RECORDED = NOW.replace(microsecond=0)
HELLO = (BotMessage(text="Hello", buttons=(Button(title="Yes", payload="/affirm"),)),)
LINK = Change(address="hxxps://a[.]example/1", normalized="https://a.example/1", platform="x")
OTHER = Change(address="https://b.example/2", normalized="https://b.example/2")
PIN = "4871"
CODE = "2GGKKE0Y22H1"


def turn(store: Store, conversation: str, **parts: Any) -> bool:
    """
    Keep a turn on top of what is there.
    """
    held = store.load(conversation)
    commit = Commit(
        conversation=conversation,
        revision=held.revision,
        tracker=held.tracker,
        changes=(),
        replies=HELLO,
        delivery=None,
        now=NOW,
    )
    return store.commit(replace(commit, **parts))


def locked(store: Store, sender: str = "somebody", **parts: Any) -> str:
    """
    Somebody with a locked log and a case code; `LINK` is noted in it.
    """
    who = store.key("sms", sender)
    turn(store, who, changes=[LINK], **parts)
    assert turn(store, who, requests=[LockLog(), KeepCode(code=CODE)], pin=PIN)
    return who


def opened(store: Store, conversation: str, now: datetime = NOW) -> LogView:
    """
    The log, opened with its PIN.
    """
    view = store.open_log(conversation, pin=PIN, now=now)
    assert view.state == "open"
    return view


def addresses(view: LogView) -> list[str | None]:
    """
    The addresses noted in a log, line by line.
    """
    return [entry.address for entry in view.entries]
