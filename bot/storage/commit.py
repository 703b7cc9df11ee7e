"""
Keeping a turn: everything that it leaves behind, in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from bot.conversation.ports import Commit, Opened
from bot.domain.evidence import Change
from bot.domain.request import (
    ForgetReminders,
    JoinCase,
    KeepCode,
    KeepLonger,
    LockLog,
    OfferDownload,
    Remind,
    Request,
    ShutLog,
    UnlockLog,
)
from bot.domain.retention import Retention, kept_until
from bot.storage import conversations, downloads, keeping, lanes, locks, logs, reminders
from bot.storage.conversations import (
    BOX_WAY,
    LOG_WAY,
    PLAIN_WAY,
    TEXT_WAY,
    Sealing,
    text_key,
)
from bot.storage.logs import Log
from bot.storage.pins import PinCost, PreparedPin, prepare_pin
from bot.storage.reminders import Person
from bot.storage.vault import ENTRIES, STATE, Vault

ERASED_DAYS = 1
"""For how long the answer to "erase everything" is kept, should it be asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """
    A commit under way; `key` is the conversation's.
    """

    connection: Connection
    commit: Commit
    key: bytes
    pin: PreparedPin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Committing:
    """
    What it takes to keep a turn.
    """

    vault: Vault
    retention: Retention
    cost: PinCost

    def prepared_pin(self, commit: Commit) -> PreparedPin | None:
        """
        The PIN that the log is to be locked with.
        """
        locks_log = any(isinstance(each, LockLog) for each in commit.requests)
        return prepare_pin(commit.pin, self.cost) if locks_log and commit.pin else None

    def keep(self, connection: Connection, commit: Commit, pin: PreparedPin | None) -> bool:
        """
        Keep all of it; `False` if somebody was faster. Raises `IntegrityError` if two are equally fast.
        """
        handled = commit.handled
        if handled is not None and not lanes.is_held(connection, handled.lease):
            return False
        kept = self._keep(connection, commit, pin)
        if kept and handled is not None:
            lanes.finish(connection, self.vault, handled, self.retention)
        return kept

    def _keep(self, connection: Connection, commit: Commit, pin: PreparedPin | None) -> bool:
        if commit.erase:
            return self._erase(connection, commit)
        key = conversations.store(connection, self.vault, commit, self.retention)
        if key is None:
            return False
        turn = _Turn(connection=connection, commit=commit, key=key, pin=pin)
        # A case is joined before anything is noted: it goes to the log that the person now writes to.
        for request in sorted(commit.requests, key=lambda each: not isinstance(each, JoinCase)):
            _CARRIED_OUT[type(request)](self, turn, request)
        if commit.changes:
            log = self._log(turn)
            logs.append(connection, log, self._log_key(turn, log), commit.changes, commit.now)
        if commit.handled is None:
            days = self.retention.delivery_days
            conversations.keep_answer(connection, self.vault, commit, self._sealing(turn), days)
        return True

    def leaves_traces(self, commit: Commit) -> bool:
        """
        Whether keys were taken out of use, which old pages of the database still hold.
        """
        return commit.erase or any(
            isinstance(each, (LockLog, JoinCase)) for each in commit.requests
        )

    def _erase(self, connection: Connection, commit: Commit) -> bool:
        who = commit.conversation
        if conversations.load(connection, self.vault, who).revision != commit.revision:
            return False
        log = conversations.log_of(connection, who)
        everywhere = {who, *(logs.members(connection, log) if log else ())}
        for each in sorted(everywhere):
            conversations.forget(connection, self.vault, each)
        if log is not None:
            logs.forget(connection, self.vault, log)
        if commit.delivery is not None and commit.handled is None:
            sealing = Sealing(way=PLAIN_WAY, key=self.vault.make_key(connection, who, STATE))
            conversations.keep_answer(connection, self.vault, commit, sealing, ERASED_DAYS)
        return True

    def _log(self, turn: _Turn) -> Log:
        """
        The log that this conversation writes to, held; a new one if it has none.
        """
        who = turn.commit.conversation
        name = conversations.log_of(turn.connection, who)
        found = name or logs.begin(turn.connection, self.vault, who)
        return logs.find(turn.connection, found, held=True)

    def _log_key(self, turn: _Turn, log: Log) -> bytes | None:
        """
        The key of the log's entries: as it lies there, or as a PIN gave it in this turn.
        """
        opened = turn.commit.opened
        if log.locked:
            return opened.key if opened is not None and opened.log == log.id else None
        return self.vault.key(turn.connection, log.id, ENTRIES)

    def _sealing(self, turn: _Turn) -> Sealing:
        """
        How the answer is sealed: one that shows a locked log must not be easier to open than the log.
        """
        commit, plain = turn.commit, Sealing(way=PLAIN_WAY, key=turn.key)
        if commit.delivery is None or not (commit.changes or commit.opened):
            return plain
        log = self._log(turn)
        if log.public_key is None:
            return plain
        key = self._log_key(turn, log)
        if key is not None:
            return Sealing(way=LOG_WAY, key=key)
        if commit.opened is None and _all_said_in(commit.text, commit.changes):
            return Sealing(way=TEXT_WAY, key=text_key(turn.key, commit.text))
        return Sealing(way=BOX_WAY, key=log.public_key)

    def lock(self, turn: _Turn, _request: LockLog) -> None:
        """
        Lock the log, unless it is locked already or there is no PIN.
        """
        log = self._log(turn)
        if not log.locked and turn.pin is not None:
            locks.lock(turn.connection, self.vault, log, turn.pin)

    def unlock(self, turn: _Turn, _request: UnlockLog) -> None:
        """
        Take the PIN away from a log that was opened.
        """
        log = self._log(turn)
        key = self._log_key(turn, log)
        if log.locked and key is not None:
            locks.unlock(turn.connection, self.vault, log, key)

    def code(self, turn: _Turn, request: KeepCode) -> None:
        """
        Let a locked log be found by a case code; another log is not safe enough for one.
        """
        log = self._log(turn)
        if log.locked:
            locks.keep_code(turn.connection, self.vault, log, request.code)

    def join(self, turn: _Turn, _request: JoinCase) -> None:
        """
        Write to the log that was opened from now on, and bring along what was noted in an open one so far.
        """
        opened, who = turn.commit.opened, turn.commit.conversation
        own = conversations.log_of(turn.connection, who)
        if opened is None or own == opened.log:
            return
        logs.join(turn.connection, opened.log, who)
        if own is not None and not logs.members(turn.connection, own):
            self._bring_along(turn, own, opened.log, opened.key)

    def _bring_along(self, turn: _Turn, own: str, case: str, key: bytes) -> None:
        log = logs.find(turn.connection, own, held=True)
        own_key = self._log_key(turn, log)
        if own_key is None:
            return
        joined = logs.find(turn.connection, case, held=True)
        brought = [
            replace(line.entry, item=line.entry.item + joined.items)
            for line in logs.read(turn.connection, log, own_key)
        ]
        logs.append_entries(turn.connection, joined, key, brought)
        logs.forget(turn.connection, self.vault, own)

    def download(self, turn: _Turn, request: OfferDownload) -> None:
        """
        Offer the log for download, if it can be read in this turn.
        """
        log = self._log(turn)
        key = self._log_key(turn, log)
        if key is not None:
            now = int(turn.commit.now.timestamp())
            opened = Opened(log=log.id, key=key)
            downloads.offer(turn.connection, self.vault, opened, request, now)

    def remind(self, turn: _Turn, request: Remind) -> None:
        """
        Keep a reminder.
        """
        commit = turn.commit
        person = Person(
            conversation=commit.conversation,
            channel=commit.channel,
            sender=commit.sender,
            language=commit.tracker.language,
        )
        reminders.remind(turn.connection, turn.key, person, request, commit.now)

    def forget_reminders(self, turn: _Turn, request: ForgetReminders) -> None:
        """
        Drop reminders.
        """
        reminders.forget(turn.connection, turn.commit.conversation, request.purpose)

    def shut(self, _turn: _Turn, _request: ShutLog) -> None:
        """
        Nothing to keep: what is open lives in memory, and is closed there.
        """

    def keep_longer(self, turn: _Turn, request: KeepLonger) -> None:
        """
        Put off the erasing.
        """
        until = kept_until(turn.commit.now, request.days)
        keeping.keep_longer(turn.connection, turn.commit.conversation, until)


def _all_said_in(text: str, changes: Sequence[Change]) -> bool:
    """
    Whether whoever guessed the message would have guessed all that it put into the log.
    """
    told = [each.address or each.account or each.note for each in changes]
    return all(part and part in text for part in told)


_CARRIED_OUT: Mapping[type[Request], Callable[[Committing, _Turn, Any], None]] = {
    LockLog: Committing.lock,
    UnlockLog: Committing.unlock,
    ShutLog: Committing.shut,
    KeepCode: Committing.code,
    JoinCase: Committing.join,
    OfferDownload: Committing.download,
    Remind: Committing.remind,
    ForgetReminders: Committing.forget_reminders,
    KeepLonger: Committing.keep_longer,
}
