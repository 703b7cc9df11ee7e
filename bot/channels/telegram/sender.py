"""
Speaks in Telegram: one message after another, not faster than a chat or the whole bot may.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from telegram import Bot, LinkPreviewOptions, Message
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.channels.repeating import Wait
from bot.channels.telegram.api import result_of, seconds_of
from bot.channels.telegram.bubbles import Shaping, keyboard
from bot.channels.telegram.files import Files
from bot.channels.telegram.updates import CHANNEL
from bot.conversation.chats import ChatMessages
from bot.conversation.delivery import Outgoing, Result, Retry, Sent
from bot.domain.message import BotMessage

log = logging.getLogger(__name__)

CLEARS = "clears_chat"
"""A response with this tag is said in an empty chat: what can be deleted of it is deleted first."""
SECONDS_APART = 1.0
"""Between two messages to one chat."""
A_SECOND = 30
"""Messages that a bot may send in a second, to whomever."""
AT_ONCE = 100
"""Messages that one call deletes."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""For a preview Telegram would open the address."""


@dataclass(kw_only=True)
class TelegramSender:
    """
    A channel's `Sender`; keeps in memory only when it last wrote, and to whom.
    """

    bot: Bot
    chats: ChatMessages
    shaping: Shaping
    files: Files
    now: Callable[[], datetime]
    protect: bool = False
    wait: Wait = asyncio.sleep
    _free_at: dict[int, float] = field(default_factory=dict)
    _last: deque[float] = field(default_factory=lambda: deque(maxlen=A_SECOND))

    def parts(self, messages: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
        """
        An answer as few messages, its options below the last.
        """
        return self.shaping.messages(messages)

    async def send(self, outgoing: Outgoing) -> Result:
        """
        Try once to send.
        """
        chat = int(outgoing.recipient)
        if CLEARS in outgoing.message.tags:
            hindered = await self._clear(chat)
            if hindered is not None:
                return hindered
        await self._take_turns(chat)
        try:
            sent = await self._say(chat, outgoing.message)
        except TelegramError as error:
            return self._settled(outgoing, result_of(error))
        await self._note(chat, sent.message_id)
        return self._settled(outgoing, Sent())

    def _settled(self, outgoing: Outgoing, result: Result) -> Result:
        if not isinstance(result, Retry):
            self.files.forget(outgoing.message.text)
        return result

    async def _say(self, chat: int, message: BotMessage) -> Message:
        if self.files.named_in(message.text):
            text, file = await run_in_threadpool(self.files.taken, message.text, self.now())
            if file is not None:
                return await self.bot.send_document(
                    chat,
                    file.content,
                    caption=text,
                    filename=file.name,
                    reply_markup=keyboard(message),
                    protect_content=self.protect,
                )
            message = replace(message, text=text)
        return await self.bot.send_message(
            chat,
            message.text,
            reply_markup=keyboard(message),
            link_preview_options=NO_PREVIEW,
            protect_content=self.protect,
        )

    async def _take_turns(self, chat: int) -> None:
        time = asyncio.get_running_loop().time
        enough = self._last[0] + 1.0 if len(self._last) == A_SECOND else 0.0
        at = max(time(), self._free_at.get(chat, 0.0), enough)
        self._free_at = {who: free for who, free in self._free_at.items() if free > time()}
        self._free_at[chat] = at + SECONDS_APART
        self._last.append(at)
        if at > time():
            await self.wait(at - time())

    async def _note(self, chat: int, message_id: int) -> None:
        try:
            await run_in_threadpool(self.chats.note, CHANNEL, str(chat), message_id, self.now())
        except Exception as error:  # noqa: BLE001 - it was sent, and must not be sent again
            log.error("message_not_noted kind=%s", type(error).__name__)

    async def _clear(self, chat: int) -> Result | None:
        """
        Delete what is known of a chat; gives why it can't be done now. What Telegram doesn't delete stays.
        """
        known = await run_in_threadpool(self.chats.noted, CHANNEL, str(chat), self.now())
        try:
            for first in range(0, len(known), AT_ONCE):
                await self._delete(chat, known[first : first + AT_ONCE])
        except RetryAfter as error:
            return Retry(after=seconds_of(error))
        except TelegramError:
            return Retry()
        await run_in_threadpool(self.chats.forget, CHANNEL, str(chat), known)
        return None

    async def _delete(self, chat: int, messages: Sequence[int]) -> None:
        try:
            await self.bot.delete_messages(chat, messages)
        except BadRequest:
            # One that can't be deleted (too old, or gone) can hold up the others.
            for each in messages if len(messages) > 1 else ():
                await self._delete(chat, [each])
