"""
The numbers of the messages in chats, sealed, for as long as a channel can delete them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.errors import StateUnreadable
from bot.storage.database import Database
from bot.storage.sealing import padded, seal, unseal
from bot.storage.tables import chat_messages
from bot.storage.vault import LANE, Vault

KEPT_SECONDS = 48 * 3600 - 60
"""For how long a message can be deleted, and a minute to do it in."""

_KIND = "chat message"
_NOTED = {
    "postgresql": postgresql.insert(chat_messages).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(chat_messages).on_conflict_do_nothing(),
}
_OF_CHAT = select(chat_messages).where(
    chat_messages.c.conversation == bindparam("who"),
    chat_messages.c.kept_until > bindparam("now"),
)
_FORGOTTEN = delete(chat_messages).where(
    chat_messages.c.id.in_(bindparam("which", expanding=True))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlChats:
    """
    Keeps which messages a chat holds, of both sides.
    """

    database: Database
    vault: Vault

    def note(self, channel: str, sender: str, message: int, now: datetime) -> None:
        """
        A message is in this person's chat; noting it twice changes nothing.
        """
        who = self._who(channel, sender)
        name = self._name(who, message)
        with self.database.write() as connection:
            key = self.vault.needed_key(connection, who, LANE)
            row = {
                "id": name,
                "conversation": who,
                "body": seal(key, padded(str(message).encode()), _KIND, name),
                "kept_until": int(now.timestamp()) + KEPT_SECONDS,
            }
            connection.execute(_NOTED[connection.dialect.name], row)

    def noted(self, channel: str, sender: str, now: datetime) -> tuple[int, ...]:
        """
        The messages in this person's chat that aren't too old to be deleted, oldest first.
        """
        who = self._who(channel, sender)
        with self.database.read() as connection:
            key = self.vault.key(connection, who, LANE)
            rows = connection.execute(_OF_CHAT, {"who": who, "now": int(now.timestamp())}).all()
        if key is None:
            return ()
        found = (_number(key, row.body, row.id) for row in rows)
        return tuple(sorted(each for each in found if each is not None))

    def forget(self, channel: str, sender: str, messages: Sequence[int]) -> None:
        """
        These messages are gone.
        """
        who = self._who(channel, sender)
        with self.database.write() as connection:
            connection.execute(_FORGOTTEN, {"which": [self._name(who, each) for each in messages]})

    def _who(self, channel: str, sender: str) -> str:
        return self.vault.names.of("sender", channel, sender)

    def _name(self, who: str, message: int) -> str:
        return self.vault.names.of(_KIND, who, str(message))


def _number(key: bytes, body: bytes, name: str) -> int | None:
    try:
        return int(unseal(key, body, _KIND, name))
    except (StateUnreadable, ValueError):
        return None
