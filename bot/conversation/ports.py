"""
What a turn needs from outside, as protocols.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.conversation.delivery import Handled
from bot.domain.evidence import Change, Entry
from bot.domain.message import BotMessage
from bot.domain.parse import Parse
from bot.domain.request import Request
from bot.domain.retention import Retention
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.turn import ActionResult

LogState = Literal["open", "locked", "wrong", "wait"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """
    A log that a PIN opened, in this turn or a moment ago. Its key lives in memory only, and doesn't print.
    """

    log: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogView:
    """
    What a turn may know of a log.

    "open": `entries` holds what was asked for; "locked": it takes a PIN; "wrong": code or PIN, nobody says which;
    "wait": there were too many wrong guesses, the next is taken after `wait` seconds.
    `items` are counted even in a locked log. `slots` are what was told where a case was begun.
    All is erased after `kept_until`, with this message counted; `kept_before` is when it would have been without.
    """

    state: LogState = "open"
    entries: tuple[Entry, ...] = field(default=(), repr=False)
    items: int = 0
    locked: bool = False
    has_code: bool = False
    wait: int = 0
    kept_until: datetime | None = None
    kept_before: datetime | None = None
    slots: Mapping[str, Value] = field(default_factory=dict, repr=False)
    opened: Opened | None = None


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

    There is no text of the message in it. `log` is what the action may know of the log beside its entries;
    `code` and `token` are fresh ones, `download` the address that `token` is fetched at, for actions that give them out.
    `retention` is for how long things are kept. All of these are for actions on the log alone.
    """

    action: str
    tracker: Tracker
    parse: Parse | None
    entries: tuple[Entry, ...]
    now: datetime
    log: LogView | None = None
    code: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    download: str = field(default="", repr=False)
    channel: str = ""
    retention: Retention = field(default_factory=Retention)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionOutcome:
    """
    What a custom action did: for the engine, and for the log.

    `erase` asks for the whole conversation to be forgotten, `requests` for what else the store shall do.
    """

    result: ActionResult
    changes: tuple[Change, ...] = ()
    erase: bool = False
    requests: tuple[Request, ...] = ()


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

    `delivery` is the channel's id of the message, if it gave one. `opened` is the locked log that is open.
    `channel` and `sender` are kept only while a reminder is pending. `pin` and `text` (the message) are never kept:
    they only seal. `handled` is the end of a delivery that waited for its answer: kept only by who may say so.
    """

    conversation: str
    revision: int
    tracker: Tracker
    changes: Sequence[Change]
    replies: Sequence[BotMessage]
    delivery: str | None
    now: datetime
    erase: bool = False
    requests: Sequence[Request] = ()
    opened: Opened | None = None
    channel: str = ""
    sender: str = field(default="", repr=False)
    pin: str | None = field(default=None, repr=False)
    text: str = field(default="", repr=False)
    handled: Handled | None = None


class Store(Protocol):
    """
    Keeps conversations. `conversation` is the keyed hash that `key` gives; nobody's number or name.
    """

    def key(self, channel: str, sender: str) -> str:
        """
        The name under which this person's conversation is kept.
        """
        ...

    def replies(
        self, conversation: str, delivery: str, text: str = ""
    ) -> tuple[BotMessage, ...] | None:
        """
        What was answered to this delivery, or `None` if it is new.

        The answer that shows a locked log takes its PIN, as the `text` of the message or given a moment ago; where it
        can't be opened any more, nothing is said again.
        """
        ...

    def load(self, conversation: str) -> Held:
        """
        The conversation as it is now; a new one if there is none.
        """
        ...

    def entries(self, conversation: str) -> tuple[Entry, ...]:
        """
        The whole log, oldest first; nothing while it is locked.
        """
        ...

    def alike(
        self, conversation: str, wanted: Sequence[str], *, now: datetime
    ) -> tuple[Entry, ...]:
        """
        The lines of the things whose `sameness` is among those wanted, and of the thing noted last; nothing of a locked log.

        What it costs doesn't grow with the log.
        """
        ...

    def open_log(self, conversation: str, *, pin: str | None, now: datetime) -> LogView:
        """
        The whole log, opened with the PIN if it is locked and wasn't opened a moment ago; a wrong PIN counts as a guess.
        """
        ...

    def find_case(self, conversation: str, *, code: str, pin: str, now: datetime) -> LogView:
        """
        The log that a case code and its PIN stand for, to be joined by `conversation`; what is wrong counts as a guess.
        """
        ...

    def note_left(self, conversation: str, now: datetime) -> None:
        """
        Whoever had this conversation has left it: for a day every process knows.
        """
        ...

    def was_left(self, conversation: str) -> bool:
        """
        Whether whoever had it has left.
        """
        ...

    def commit(self, commit: Commit) -> bool:
        """
        Keep the turn, if nobody was faster since `revision`; otherwise do nothing and say `False`.
        """
        ...
