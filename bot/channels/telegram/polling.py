"""
Asks Telegram for updates, for machines that it can't reach; one process only.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot, Update
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.channels.repeating import Wait
from bot.channels.telegram.api import POLL_SECONDS, call, seconds_of
from bot.channels.telegram.receiving import Receiving
from bot.channels.telegram.updates import ALLOWED, take_update

log = logging.getLogger(__name__)

PAUSE = 3.0
"""Seconds before the next try, where one failed."""
MOST = 100


@dataclass(kw_only=True)
class Polling:
    """
    Updates are fetched in order, and confirmed once they are kept: what comes after `offset - 1`.
    """

    bot: Bot
    receiving: Receiving
    now: Callable[[], datetime]
    wait: Wait = asyncio.sleep
    offset: int | None = None
    most: int = MOST

    async def run(self) -> None:
        """
        Fetch until cancelled.
        """
        while True:
            pause = await self.fetch()
            if pause:
                await self.wait(pause)

    async def fetch(self) -> float:
        """
        Wait for updates and keep them; gives the seconds to wait before the next time.
        """
        try:
            updates = await self.bot.get_updates(
                offset=self.offset,
                limit=self.most,
                timeout=POLL_SECONDS,
                allowed_updates=ALLOWED,
            )
        except TelegramError as error:
            return _pause(error)
        except Exception as error:  # noqa: BLE001 - the library raises whatever an update's content leads to
            log.warning("update_unreadable kind=%s", type(error).__name__)
            return self._step_over()
        self.most = MOST
        return await self._keep_all(updates)

    def _step_over(self) -> float:
        """
        Among many that can't be read together, look at each alone; leave out the one that can't be read alone.
        """
        if self.most == 1:
            # Without an offset nothing was ever confirmed: -1 leaves out all but the newest.
            self.offset = -1 if self.offset is None else self.offset + 1
        self.most = 1
        return 0.1

    async def _keep_all(self, updates: tuple[Update, ...]) -> float:
        for update in updates:
            received = take_update(update, self.now())
            try:
                await self.receiving.keep(received)
            except Exception as error:  # noqa: BLE001 - its words can hold the person's
                log.error("update_not_kept kind=%s", type(error).__name__)
                return PAUSE
            self.offset = update.update_id + 1
            await call(self.bot, received.call)
        return 0.0


def _pause(error: TelegramError) -> float:
    if isinstance(error, RetryAfter):
        return seconds_of(error)
    if isinstance(error, Conflict):
        log.error(
            "polling_conflict: a webhook is set, or another program asks for this bot's updates; "
            "stop that program, or run `firsthours telegram delete-webhook`"
        )
        return 10 * PAUSE
    log.warning("polling_failed kind=%s", type(error).__name__)
    return PAUSE
