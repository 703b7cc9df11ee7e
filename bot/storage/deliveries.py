"""
The inbox and the outbox that channels share, in the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.delivery import (
    Claimed,
    Delivery,
    Handled,
    Lost,
    Outgoing,
    Posted,
    Refused,
    Reminder,
    Result,
)
from bot.domain.retention import Retention
from bot.storage import lanes, outbox, reminders
from bot.storage.database import Database
from bot.storage.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlDeliveries:
    """
    Keeps what comes in until it is answered, and answers until they are sent; any number of processes share it.
    """

    database: Database
    vault: Vault
    retention: Retention

    def receive(self, delivery: Delivery) -> bool:
        """
        Keep a delivery, in one short transaction; `False` if it came before.
        """
        with self.database.write() as connection:
            return lanes.receive(connection, self.vault, delivery, self.retention)

    def claim(self, now: datetime) -> Claimed | None:
        """
        The oldest delivery of somebody whom nobody else is answering.
        """
        moment = int(now.timestamp())
        with self.database.read() as connection:
            if not lanes.is_waiting(connection, moment):
                return None
        with self.database.write() as connection:
            return lanes.claim(connection, self.vault, moment)

    def finish(self, handled: Handled) -> bool:
        """
        The delivery is answered; `False` if it was already, or by somebody who took it over.
        """
        with self.database.write() as connection:
            return lanes.finish(connection, self.vault, handled, self.retention)

    def claim_outgoing(self, now: datetime) -> Posted | None:
        """
        A message to send, never before an earlier one to the same person is settled.
        """
        moment = int(now.timestamp())
        with self.database.read() as connection:
            if not outbox.is_ready(connection, moment):
                return None
        with self.database.write() as connection:
            return outbox.claim(connection, self.vault, moment)

    def settle(self, posted: Posted, result: Result, now: datetime) -> None:
        """
        What became of a message.
        """
        with self.database.write() as connection:
            if isinstance(result, Refused) and result.stopped:
                lanes.mute(connection, posted.lane)
            else:
                outbox.settle(connection, posted, result, int(now.timestamp()))

    def lose(self, lost: Lost, now: datetime) -> bool:
        """
        A message didn't arrive, so nobody saw it. `True` if it is sent again: once, and where it isn't urgent only
        as long as it is the last word.
        """
        with self.database.write() as connection:
            return lanes.lose(connection, self.vault, lost, self.retention, now)

    def tidy(self) -> None:
        """
        Let nothing of what was handled be found in old pages of the database either.
        """
        self.database.forget_old_pages()

    def reminded(self, reminder: Reminder, outgoing: tuple[Outgoing, ...], now: datetime) -> None:
        """
        The reminder is written: forget it, and send this, unless it was dropped meanwhile.
        """
        with self.database.write() as connection:
            if reminders.sent(connection, reminder.id):
                lanes.post(connection, self.vault, reminder.conversation, outgoing, now)
