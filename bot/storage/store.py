"""
The store that turns are kept in.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.conversation.delivery import Reminder
from bot.conversation.ports import Commit, Held, LogView, Opened
from bot.domain.evidence import Entry
from bot.domain.message import BotMessage
from bot.domain.request import Format, LockLog, OfferDownload, ShutLog
from bot.domain.retention import Retention
from bot.errors import LogLocked
from bot.storage import conversations, downloads, keeping, leaving, logs, reminders, rotation
from bot.storage.chats import SqlChats
from bot.storage.commit import Committing
from bot.storage.database import Database
from bot.storage.deliveries import SqlDeliveries
from bot.storage.downloads import Download
from bot.storage.keeping import Purged
from bot.storage.keys import Masters
from bot.storage.migrate import migrate
from bot.storage.opening import Opening
from bot.storage.pins import PinCost
from bot.storage.vault import ENTRIES, Vault, open_vault

TOKEN_BYTES = 32


def open_store(
    url: str,
    secret: bytes,
    *,
    previous: Iterable[bytes] = (),
    retention: Retention | None = None,
    pin_cost: PinCost | None = None,
) -> SqlStore:
    """
    The store at `url` (`sqlite:///FILE` or `postgresql://…`), its tables made or upgraded.

    `secret` is the master key, at least 16 bytes; `previous` are those before it that `rotate` hasn't replaced yet.
    Raises `DatabaseUnusable`, or `WrongSecret` if the database was written with another master key.
    """
    masters = Masters(secret, previous)
    database = Database(url)
    try:
        migrate(database)
        vault = open_vault(database, masters)
    except Exception:
        database.close()
        raise
    return SqlStore(database, vault, retention or Retention(), pin_cost or PinCost())


class SqlStore:
    """
    Keeps conversations in SQLite or PostgreSQL. Its methods may be called from any thread.
    """

    def __init__(
        self, database: Database, vault: Vault, retention: Retention, cost: PinCost
    ) -> None:
        self._database = database
        self._vault = vault
        self._retention = retention
        self._opening = Opening(database=database, vault=vault, cost=cost)
        self._committing = Committing(vault=vault, retention=retention, cost=cost)
        self.deliveries = SqlDeliveries(database=database, vault=vault, retention=retention)
        self.chats = SqlChats(database=database, vault=vault)

    def key(self, channel: str, sender: str) -> str:
        """
        The name under which this person's conversation is kept.
        """
        return self._vault.names.of("sender", channel, sender)

    def replies(
        self, conversation: str, delivery: str, text: str = ""
    ) -> tuple[BotMessage, ...] | None:
        """
        What was answered to this delivery, or `None` if it is new. `text` is that of the message, which may be a PIN.
        """
        with self._database.read() as connection:
            found = conversations.find_answer(connection, self._vault, conversation, delivery)
        return None if found is None else self._opening.answer(conversation, found, text)

    def load(self, conversation: str) -> Held:
        """
        The conversation as it is now; a new one if there is none. Raises `StateUnreadable` if it is damaged.
        """
        with self._database.read() as connection:
            return conversations.load(connection, self._vault, conversation)

    def entries(self, conversation: str) -> tuple[Entry, ...]:
        """
        The whole log, oldest first; nothing while it is locked.
        """
        with self._database.read() as connection:
            log = conversations.log_of(connection, conversation)
            key = self._vault.key(connection, log, ENTRIES) if log else None
            if log is None or key is None:
                return ()
            lines = logs.read(connection, logs.find(connection, log), key)
        return tuple(line.entry for line in lines)

    def alike(
        self, conversation: str, wanted: Sequence[str], *, now: datetime
    ) -> tuple[Entry, ...]:
        """
        The lines of the things whose `sameness` is among those wanted, and of the thing noted last.

        Nothing of a locked log that isn't open. What it costs doesn't grow with the log.
        """
        lines = self._opening.alike(conversation, wanted, now)
        return tuple(line.entry for line in lines)

    def open_log(self, conversation: str, *, pin: str | None, now: datetime) -> LogView:
        """
        The whole log, opened with the PIN if it is locked; a wrong PIN counts as a guess.
        """
        return self._opening.open_log(conversation, pin, now)

    def find_case(self, conversation: str, *, code: str, pin: str, now: datetime) -> LogView:
        """
        The log that a case code and its PIN stand for, to be joined by `conversation`; what is wrong counts as a guess.
        """
        return self._opening.find_case(conversation, code, pin, now)

    def commit(self, commit: Commit) -> bool:
        """
        Keep the turn, if nobody was faster since `revision`; otherwise do nothing and say `False`.
        """
        pin = self._committing.prepared_pin(commit)
        try:
            with self._database.write() as connection:
                kept = self._committing.keep(connection, commit, pin)
        except IntegrityError:
            # The same first message, or the same delivery, was kept a moment ago.
            return False
        if kept and any(isinstance(each, (LockLog, ShutLog)) for each in commit.requests):
            self._opening.unlocked.shut(commit.conversation)
        if kept and self._committing.leaves_traces(commit):
            self._database.forget_old_pages()
        return kept

    def note_left(self, conversation: str, now: datetime) -> None:
        """
        Whoever had this conversation has left it: for a day every process knows.
        """
        with self._database.write() as connection:
            leaving.note_left(connection, conversation, now)

    def was_left(self, conversation: str) -> bool:
        """
        Whether whoever had it has left.
        """
        with self._database.read() as connection:
            return leaving.was_left(connection, conversation)

    def create_download(
        self, conversation: str, file_format: Format, now: datetime, zone: str = "UTC"
    ) -> str | None:
        """
        A token with which the log can be fetched once, within 15 minutes; `None` if there is no log.

        Raises `LogLocked`: a locked log is offered in the turn that brings its PIN.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        wish = OfferDownload(token=token, format=file_format, zone=zone)
        with self._database.write() as connection:
            log = conversations.log_of(connection, conversation)
            if log is None:
                return None
            key = self._vault.key(connection, log, ENTRIES)
            if key is None:
                raise LogLocked
            opened = Opened(log=log, key=key)
            downloads.offer(connection, self._vault, opened, wish, _seconds(now))
        return token

    def take_download(self, token: str, now: datetime) -> Download | None:
        """
        What the token stands for, which ends it; `None` if it is unknown, used, or older than 15 minutes.
        """
        with self._database.write() as connection:
            return downloads.take(connection, self._vault, token, _seconds(now))

    def due_reminders(self, now: datetime, most: int = 20) -> tuple[Reminder, ...]:
        """
        Reminders to send now; for five minutes no other process gets them. Tell `reminder_sent` or `reminder_failed`.
        """
        with self._database.write() as connection:
            return reminders.claim(connection, self._vault, _seconds(now), most, self._retention)

    def reminder_sent(self, reminder: str) -> None:
        """
        The reminder reached its channel: forget it, and where it went.
        """
        with self._database.write() as connection:
            reminders.sent(connection, reminder)

    def reminder_failed(self, reminder: str, now: datetime) -> None:
        """
        The reminder could not be sent: it is due again in ten minutes, five times at most.
        """
        with self._database.write() as connection:
            reminders.failed(connection, reminder, _seconds(now))

    def purge(self, now: datetime) -> Purged:
        """
        Erase all whose time is over, and gives how much that was. Safe at any time, in any number of processes.
        """
        moment, done, more = _seconds(now), Purged(), True
        while more:
            with self._database.write() as connection:
                some = keeping.erase_some(connection, self._vault, moment)
            done = Purged(
                conversations=done.conversations + some.conversations, logs=done.logs + some.logs
            )
            more = max(some.conversations, some.logs) >= keeping.AT_ONCE
        with self._database.write() as connection:
            deliveries = keeping.erase_passed(connection, moment)
        self._database.forget_old_pages(everywhere=True)
        return Purged(conversations=done.conversations, logs=done.logs, deliveries=deliveries)

    def purge_if_due(self, now: datetime) -> Purged | None:
        """
        Purge, if nobody did within the last hour; `None` if somebody did.
        """
        with self._database.write() as connection:
            mine = keeping.is_my_turn(connection, _seconds(now))
        return self.purge(now) if mine else None

    def rotate(self) -> int:
        """
        Seal every key that a previous master key sealed with the one of today; gives how many there were.
        """
        done = 0
        while True:
            with self._database.write() as connection:
                some = rotation.renew_some(connection, self._vault.masters)
            done += some
            if some < rotation.AT_ONCE:
                break
        with self._database.write() as connection:
            rotation.renew_names(connection, self._vault.masters)
        self._database.forget_old_pages(everywhere=True)
        return done

    def ping(self) -> None:
        """
        Raises if the database can't be reached.
        """
        with self._database.read() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        """
        Close every connection.
        """
        self._database.close()


def _seconds(now: datetime) -> int:
    return int(now.astimezone(timezone.utc).timestamp())
