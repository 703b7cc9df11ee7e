"""
Opening a locked log, and finding a case: guesses are counted first, and wrong ones all look alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy import Connection

from bot.conversation.ports import LogState, LogView, Opened
from bot.domain.slot import Value
from bot.storage import conversations, guesses, keeping, locks, logs
from bot.storage.conversations import PIN_WAY, PLAIN_WAY, KeptAnswer, text_key
from bot.storage.database import Database
from bot.storage.logs import Log
from bot.storage.pins import PinCost
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

    def open_log(self, conversation: str, pin: str | None, now: datetime) -> LogView:
        """
        The whole log of a conversation.
        """
        view = self._view(conversation)
        if not view.locked or pin is None:
            return view
        moment = int(now.timestamp())
        with self.database.write() as connection:
            log = conversations.log_of(connection, conversation)
            guess = self._take(connection, log, log or "", conversation, moment)
        return self._try(guess, pin, view)

    def find_case(self, conversation: str, code: str, pin: str, now: datetime) -> LogView:
        """
        The log that a code and a PIN stand for.
        """
        with self.database.write() as connection:
            log = locks.by_code(connection, self.vault, code)
            what = log or self.vault.names.of("code", code)
            guess = self._take(connection, log, what, conversation, int(now.timestamp()))
        return self._try(guess, pin, LogView(state="locked", locked=True))

    def answer_key(self, conversation: str, answer: KeptAnswer, message: str) -> bytes | None:
        """
        The key of an answer that was kept; `None` if the message isn't the one that it answered.
        """
        if answer.way == PLAIN_WAY or answer.sealed is None:
            return answer.key
        if answer.way != PIN_WAY:
            return text_key(answer.key, message)
        with self.database.read() as connection:
            log = conversations.log_of(connection, conversation)
            open_key = self.vault.key(connection, log, ENTRIES) if log else None
            sealed = locks.sealed_key(connection, self.vault, log, self.cost)
        return open_key or locks.try_pin(sealed, message, log)

    def _view(self, conversation: str) -> LogView:
        with self.database.read() as connection:
            until = _moment(keeping.kept_until(connection, conversation))
            name = conversations.log_of(connection, conversation)
            if name is None:
                return LogView(kept_until=until)
            log = logs.find(connection, name)
            key = None if log.locked else self.vault.key(connection, name, ENTRIES)
            lines = logs.read(connection, log, key) if key else ()
        return LogView(
            state="locked" if log.locked else "open",
            entries=tuple(line.entry for line in lines),
            items=log.items,
            locked=log.locked,
            has_code=log.has_code,
            kept_until=until,
        )

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

    def _try(self, guess: _Guess, pin: str, view: LogView) -> LogView:
        if guess.wait > 0:
            return _closed(view, "wait", guess.wait)
        key = locks.try_pin(guess.sealed, pin, guess.log)
        if key is None or guess.log is None:
            return _closed(view, "wrong", 0)
        with self.database.write() as connection:
            guesses.clear(connection, guess.case)
            guesses.take_back(connection, guess.sender)
            return self._opened(connection, logs.find(connection, guess.log), key, view)

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
