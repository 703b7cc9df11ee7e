"""
The channel: how it speaks, where it listens, and what goes on while it is open.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.routing import Route
from telegram import Bot

from bot.channels.repeating import at_work
from bot.channels.telegram.api import make_bot
from bot.channels.telegram.bubbles import Shaping
from bot.channels.telegram.files import Files
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.receiving import Receiving
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.setup import announce
from bot.channels.telegram.updates import CHANNEL
from bot.channels.telegram.webhook import Webhook
from bot.conversation.chats import ChatMessages
from bot.conversation.delivering import Delivering
from bot.conversation.delivery import Outgoing, Result
from bot.domain.message import BotMessage
from bot.settings import Secret, Telegram


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramChannel:
    """
    A `Provider`: with a secret Telegram brings updates to a webhook, without one they are fetched.
    """

    bot: Bot = field(repr=False)
    secret: Secret | None
    sender: TelegramSender
    chats: ChatMessages
    now: Callable[[], datetime]
    name: str = CHANNEL

    def parts(self, messages: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
        """
        An answer as few messages.
        """
        return self.sender.parts(messages)

    async def send(self, outgoing: Outgoing) -> Result:
        """
        Try once to send.
        """
        return await self.sender.send(outgoing)

    def routes(self, delivering: Delivering) -> list[Route]:
        """
        The webhook's address, if there is a webhook.
        """
        if self.secret is None:
            return []
        receiving = self._receiving(delivering)
        return Webhook(secret=self.secret.reveal(), receiving=receiving, now=self.now).routes()

    @asynccontextmanager
    async def serving(self, delivering: Delivering) -> AsyncIterator[None]:
        """
        Puts up the menu, and fetches updates if there is no webhook.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.bot.shutdown)
            await stack.enter_async_context(
                at_work(announce(self.bot, delivering.conversation.assistant))
            )
            if self.secret is None:
                receiving = self._receiving(delivering)
                polling = Polling(bot=self.bot, receiving=receiving, now=self.now)
                await stack.enter_async_context(at_work(polling.run()))
            yield

    def _receiving(self, delivering: Delivering) -> Receiving:
        return Receiving(delivering=delivering, chats=self.chats, now=self.now)


def telegram_channel(
    settings: Telegram,
    chats: ChatMessages,
    shaping: Shaping,
    files: Files,
    now: Callable[[], datetime],
) -> TelegramChannel:
    """
    The channel of these settings.
    """
    bot = make_bot(settings)
    alone = replace(shaping, is_alone=files.named_in)
    sender = TelegramSender(
        bot=bot, chats=chats, shaping=alone, files=files, now=now, protect=settings.protect
    )
    return TelegramChannel(bot=bot, secret=settings.secret, sender=sender, chats=chats, now=now)
