"""
Opening a locked log, and finding a case: guesses are counted first, and wrong ones all look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone

from sqlalchemy import Connection

from bot.conversation.ports import LogState, LogView, Opened
from bot.domain.chain import Line
from bot.domain.message import BotMessage
from bot.domain.pin import read_pin
from bot.domain.slot import Value
from bot.errors import StateUnreadable
from bot.storage import conversations, guesses, keeping, locks, logs
from bot.storage.conversations import BOX_WAY, PLAIN_WAY, TEXT_WAY, KeptAnswer, text_key
from bot.storage.database import Database
from bot.storage.logs import Log
from bot.storage.pins import PinCost
from bot.storage.unlocked import Unlocked
from bot.storage.vault import ENTRIES, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guess:
    """
    Something to try a PIN on: the log, if there is one, what the PIN must open, and who is counted.
    """

    log: str | None
    sealed: bytes
    case: str
    sender: str
    wait: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """
    What it takes to open a log.
    """

    database: Database
    vault: Vault
    cost: PinCost
    unlocked: Unlocked = field(default_factory=Unlocked)

    def open_log(self, conversation: str, pin: str | None, now: datetime) -> LogView:
        """
        The whole log of a conversation.
        """
        view = self._view(conversation, now)
        if view.state != "locked" or pin is None:
            return view
        moment = int(now.timestamp())
        with self.database.write() as connection:
            log = conversations.log_of(connection, conversation)
            guess = self._take(connection, log, log or "", conversation, moment)
        return self._try(guess, pin, view, (conversation, now))

    def find_case(self, conversation: str, code: str, pin: str, now: datetime) -> LogView:
        """
        The log that a code and a PIN stand for.
        """
        with self.database.write() as connection:
            log = locks.by_code(connection, self.vault, code)
            what = log or self.vault.names.of("code", code)
            guess = self._take(connection, log, what, conversation, int(now.timestamp()))
        return self._try(guess, pin, LogView(state="locked", locked=True), (conversation, now))

    def alike(self, conversation: str, wanted: Sequence[str], now: datetime) -> tuple[Line, ...]:
        """
        The lines of the things that are named so, and of the last one.
        """
        with self.database.read() as connection:
            name = conversations.log_of(connection, conversation)
            key = self._key(connection, conversation, name, now)
            if name is None or key is None:
                return ()
            return logs.alike(connection, logs.find(connection, name), key, wanted)

    def answer(
        self, conversation: str, answer: KeptAnswer, message: str
    ) -> tuple[BotMessage, ...]:
        """
        An answer that was kept; nothing if it takes a log's key that isn't at hand any more.
        """
        if answer.way == PLAIN_WAY or answer.sealed is None:
            return conversations.open_answer(answer, answer.key)
        try:
            return self._locked_answer(conversation, answer, message)
        except StateUnreadable:
            return ()

    def _locked_answer(
        self, conversation: str, answer: KeptAnswer, message: str
    ) -> tuple[BotMessage, ...]:
        if answer.way == TEXT_WAY:
            return conversations.open_answer(answer, text_key(answer.key, message))
        with self.database.read() as connection:
            name = conversations.log_of(connection, conversation)
            log = logs.find(connection, name) if name else None
            opened = self.unlocked.peek(conversation, name)
            key = opened.key if opened else self.vault.key(connection, name or "", ENTRIES)
            sealed = locks.sealed_key(connection, self.vault, name, self.cost)
        key = key or locks.try_pin(sealed, read_pin(message).value, name)
        private = logs.private_half(log, key) if log and key else None
        if key is None or private is None:
            return ()
        if answer.way == BOX_WAY:
            return conversations.answer_from_box(answer, private)
        return conversations.open_answer(answer, key)

    def _view(self, conversation: str, now: datetime) -> LogView:
        with self.database.read() as connection:
            until = _moment(keeping.kept_until(connection, conversation))
            name = conversations.log_of(connection, conversation)
            if name is None:
                return LogView(kept_until=until)
            log = logs.find(connection, name)
            opened = self.unlocked.find(conversation, name, now) if log.locked else None
            key = self._key(connection, conversation, name, now)
            lines = logs.read(connection, log, key) if key else ()
        return LogView(
            state="locked" if log.locked and opened is None else "open",
            entries=tuple(line.entry for line in lines),
            items=log.items,
            locked=log.locked,
            has_code=log.has_code,
            kept_until=until,
            opened=opened,
        )

    def _key(
        self, connection: Connection, conversation: str, log: str | None, now: datetime
    ) -> bytes | None:
        opened = self.unlocked.find(conversation, log, now)
        return opened.key if opened else self.vault.key(connection, log or "", ENTRIES)

    def _take(
        self, connection: Connection, log: str | None, what: str, sender: str, now: int
    ) -> _Guess:
        case = self.vault.names.of("guess", "case", what)
        who = self.vault.names.of("guess", "sender", sender)
        return _Guess(
            log=log,
            wait=guesses.take(connection, [case, who], now),
            sealed=locks.sealed_key(connection, self.vault, log, self.cost),
            case=case,
            sender=who,
        )

    def _try(self, guess: _Guess, pin: str, view: LogView, by: tuple[str, datetime]) -> LogView:
        if guess.wait > 0:
            return _closed(view, "wait", guess.wait)
        key = locks.try_pin(guess.sealed, pin, guess.log)
        if key is None or guess.log is None:
            return _closed(view, "wrong", 0)
        with self.database.write() as connection:
            guesses.clear(connection, guess.case)
            guesses.take_back(connection, guess.sender)
            log = logs.find(connection, guess.log, held=True)
            logs.empty_box(connection, log, key)
            found = self._opened(connection, log, key, view)
        self.unlocked.hold(by[0], Opened(log=guess.log, key=key), by[1])
        return found

    def _opened(self, connection: Connection, log: Log, key: bytes, view: LogView) -> LogView:
        return LogView(
            state="open",
            entries=tuple(line.entry for line in logs.read(connection, log, key)),
            items=log.items,
            locked=True,
            has_code=log.has_code,
            kept_until=view.kept_until,
            slots=self._told(connection, log.id),
            opened=Opened(log=log.id, key=key),
        )

    def _told(self, connection: Connection, log: str) -> dict[str, Value]:
        """
        What the person told in the conversation that wrote to the log last.
        """
        others = [
            conversations.load(connection, self.vault, each)
            for each in logs.members(connection, log)
        ]
        latest = max(
            (each.tracker for each in others if each.tracker.last_seen is not None),
            key=lambda tracker: tracker.last_seen.timestamp() if tracker.last_seen else 0.0,
            default=None,
        )
        return dict(latest.slots) if latest else {}


def _closed(view: LogView, state: LogState, wait: int) -> LogView:
    return LogView(
        state=state,
        items=view.items,
        locked=True,
        has_code=view.has_code,
        wait=wait,
        kept_until=view.kept_until,
    )


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, timezone.utc)
