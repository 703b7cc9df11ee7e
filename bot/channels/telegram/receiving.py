"""
Keeps what comes in, whichever way it came: by webhook or by asking for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from starlette.concurrency import run_in_threadpool

from bot.channels.telegram.updates import Received
from bot.conversation.chats import ChatMessages
from bot.conversation.delivering import Delivering
from bot.conversation.delivery import Delivery

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """
    The way in.
    """

    delivering: Delivering
    chats: ChatMessages
    now: Callable[[], datetime]

    async def keep(self, received: Received) -> None:
        """
        Keep a delivery, to be answered soon. Raises if it could not be kept, so that Telegram brings it again.
        """
        delivery = received.delivery
        if delivery is None:
            return
        if received.message_id is not None:
            # Before it is answered: the answer may be the one that clears the chat.
            await self._note(delivery, received.message_id)
        new = await self.delivering.receive(delivery)
        if new and delivery.wish == "stop":
            await self._leave(delivery)

    async def _note(self, delivery: Delivery, message_id: int) -> None:
        try:
            await run_in_threadpool(
                self.chats.note, delivery.channel, delivery.sender, message_id, self.now()
            )
        except Exception as error:  # noqa: BLE001 - the message itself is kept
            log.error("message_not_noted kind=%s", type(error).__name__)

    async def _leave(self, delivery: Delivery) -> None:
        """
        Whoever blocks the bot has left: the talk is as after "stop", which nobody is told any more.
        """
        unanswered = replace(delivery.message, message_id=None)
        await run_in_threadpool(self.delivering.conversation.handle, unanswered)
