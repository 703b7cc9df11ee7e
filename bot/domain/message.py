"""
What comes in from a person, and what goes back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """
    One option under a message: what it says, and the payload that pressing it sends.
    """

    title: str
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserMessage:
    """
    One delivery from a channel; `text` is kept out of `repr` because it must never reach a log.

    `attachments` are kinds only ("image"); the files themselves are never taken. An `edited` message was answered
    before it was changed.
    """

    sender: str
    text: str = field(repr=False)
    channel: str
    now: datetime
    message_id: str | None = None
    language: str | None = None
    country: str | None = None
    time_zone: str | None = None
    attachments: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """
    Rows of cells under the names of their columns; what the caption says goes before.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BotMessage:
    """
    One bubble: the text of the reviewed response `response`, its placeholders filled.

    `table` says the same, for channels that can show one.
    """

    text: str = field(repr=False)
    buttons: tuple[Button, ...] = ()
    response: str = ""
    tags: frozenset[str] = frozenset()
    table: Table | None = None
