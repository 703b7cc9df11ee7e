"""
The store that a turn is kept in.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.conversation.ports import Commit, Held
from bot.domain.evidence import Entry
from bot.domain.message import BotMessage
from bot.domain.retention import Retention
from bot.storage import conversations, logs
from bot.storage.database import Database
from bot.storage.keys import Masters
from bot.storage.migrate import migrate
from bot.storage.vault import STATE, Vault, open_vault

ERASED_DAYS = 1
"""For how long the answer to "erase everything" is kept, should it be asked for again."""


def open_store(
    url: str,
    secret: bytes,
    *,
    previous: Iterable[bytes] = (),
    retention: Retention | None = None,
) -> SqlStore:
    """
    The store at `url` (`sqlite:///FILE` or `postgresql://…`), its tables made or upgraded.

    `secret` is the master key, at least 16 bytes; `previous` are those before it that `rotate` hasn't replaced yet.
    Raises `DatabaseUnusable`, or `WrongSecret` if the database was written with another master key.
    """
    masters = Masters(secret, previous)
    database = Database(url)
    migrate(database)
    return SqlStore(database, open_vault(database, masters), retention or Retention())


class SqlStore:
    """
    Keeps conversations in SQLite or PostgreSQL. Its methods may be called from any thread.
    """

    def __init__(self, database: Database, vault: Vault, retention: Retention) -> None:
        self._database = database
        self._vault = vault
        self._retention = retention

    def key(self, channel: str, sender: str) -> str:
        """
        The name under which this person's conversation is kept.
        """
        return self._vault.names.of("sender", channel, sender)

    def replies(self, conversation: str, delivery: str) -> tuple[BotMessage, ...] | None:
        """
        What was answered to this delivery, or `None` if it is new.
        """
        with self._database.read() as connection:
            return conversations.answered(connection, self._vault, conversation, delivery)

    def load(self, conversation: str) -> Held:
        """
        The conversation as it is now; a new one if there is none. Raises `StateUnreadable` if it is damaged.
        """
        with self._database.read() as connection:
            return conversations.load(connection, self._vault, conversation)

    def entries(self, conversation: str) -> tuple[Entry, ...]:
        """
        The whole log, oldest first.
        """
        with self._database.read() as connection:
            log = conversations.log_of(connection, conversation)
            return logs.entries_of(logs.read(connection, self._vault, log)) if log else ()

    def commit(self, commit: Commit) -> bool:
        """
        Keep the turn, if nobody was faster since `revision`; otherwise do nothing and say `False`.
        """
        try:
            with self._database.write() as connection:
                return self._commit(connection, commit)
        except IntegrityError:
            # The same first message, or the same delivery, was kept a moment ago.
            return False

    def _commit(self, connection: Connection, commit: Commit) -> bool:
        if commit.erase:
            return self._erase(connection, commit)
        key = conversations.store(connection, self._vault, commit, self._retention)
        if key is None:
            return False
        if commit.changes:
            log = conversations.log_of(connection, commit.conversation) or logs.begin(
                connection, self._vault, commit.conversation
            )
            logs.append(connection, self._vault, log, commit.changes, commit.now)
        conversations.deliver(connection, self._vault, commit, key, self._retention.delivery_days)
        return True

    def _erase(self, connection: Connection, commit: Commit) -> bool:
        if (
            conversations.load(connection, self._vault, commit.conversation).revision
            != commit.revision
        ):
            return False
        log = conversations.log_of(connection, commit.conversation)
        if log is not None:
            logs.forget(connection, self._vault, log)
        conversations.forget(connection, self._vault, commit.conversation)
        if commit.delivery is not None:
            key = self._vault.make_key(connection, commit.conversation, STATE)
            conversations.deliver(connection, self._vault, commit, key, ERASED_DAYS)
        return True

    def close(self) -> None:
        """
        Close every connection.
        """
        self._database.close()
