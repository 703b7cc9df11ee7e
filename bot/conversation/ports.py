"""
What a turn needs from outside, as protocols.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.evidence import Change, Entry
from bot.domain.message import BotMessage
from bot.domain.parse import Parse
from bot.domain.tracker import Tracker
from bot.engine.turn import ActionResult


class Understanding(Protocol):
    """
    What a text means.
    """

    def parse(self, text: str) -> Parse:
        """
        The parse of one message; total: any text gives one.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionCall:
    """
    What a custom action is given: the conversation, what the message meant, and the part of the log it works on.

    There is no text of the message in it.
    """

    action: str
    tracker: Tracker
    parse: Parse | None
    entries: tuple[Entry, ...]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOutcome:
    """
    What a custom action did: for the engine, and for the log.

    `erase` asks for the whole conversation to be forgotten.
    """

    result: ActionResult
    changes: tuple[Change, ...] = ()
    erase: bool = False


class Actions(Protocol):
    """
    Runs custom actions.
    """

    def run(self, call: ActionCall) -> ActionOutcome:
        """
        Run one action; raises `ActionFailed` if it breaks or can't be reached.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """
    A conversation as it was read; `revision` is 0 for a new one.
    """

    tracker: Tracker
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """
    All that one turn leaves behind; kept together or not at all.

    `delivery` is the channel's id of the message, if it gave one.
    """

    conversation: str
    revision: int
    tracker: Tracker
    changes: Sequence[Change]
    replies: Sequence[BotMessage]
    delivery: str | None
    now: datetime
    erase: bool = False


class Store(Protocol):
    """
    Keeps conversations. `conversation` is the keyed hash that `key` gives; nobody's number or name.
    """

    def key(self, channel: str, sender: str) -> str:
        """
        The name under which this person's conversation is kept.
        """
        ...

    def replies(self, conversation: str, delivery: str) -> tuple[BotMessage, ...] | None:
        """
        What was answered to this delivery, or `None` if it is new.
        """
        ...

    def load(self, conversation: str) -> Held:
        """
        The conversation as it is now; a new one if there is none.
        """
        ...

    def entries(self, conversation: str) -> tuple[Entry, ...]:
        """
        The whole log, oldest first.
        """
        ...

    def commit(self, commit: Commit) -> bool:
        """
        Keep the turn, if nobody was faster since `revision`; otherwise do nothing and say `False`.
        """
        ...
