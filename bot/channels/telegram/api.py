"""
Telegram's Bot API: one client, and what its errors mean for whoever sends.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.conversation.delivery import Refused, Result, Retry, Unknown
from bot.settings import Telegram

log = logging.getLogger(__name__)

# The library's next version tells `retry_after` as a timedelta; asked for it, it doesn't warn about that each time.
os.environ["PTB_TIMEDELTA"] = "true"

CONNECT_SECONDS = 5.0
READ_SECONDS = 10.0
POLL_SECONDS = 25
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Failures before a request left this machine."""


def make_bot(settings: Telegram) -> Bot:
    """
    The client; nothing is asked yet.
    """
    return Bot(
        settings.token.reveal(),
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=_request(READ_SECONDS),
        get_updates_request=_request(POLL_SECONDS + READ_SECONDS),
    )


def _request(read: float) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=16,
        connect_timeout=CONNECT_SECONDS,
        read_timeout=read,
        write_timeout=READ_SECONDS,
        pool_timeout=CONNECT_SECONDS,
    )


def result_of(error: TelegramError) -> Result:
    """
    What became of a message whose sending ended with this error.
    """
    match error:
        case RetryAfter():
            return Retry(after=seconds_of(error))
        case Forbidden():
            return Refused(stopped=True)
        case BadRequest() | ChatMigrated():
            return Refused()
        case InvalidToken():
            return Retry()  # somebody has to put the token right; until then nothing is lost
        case _:
            return Retry() if surely_not_sent(error) else Unknown()


def seconds_of(error: RetryAfter) -> float:
    """
    How long Telegram asks to wait.
    """
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)


def surely_not_sent(error: TelegramError) -> bool:
    """
    Whether Telegram surely didn't do what it was asked for: it said so itself, or was never reached.

    The library chains what went wrong on the way; an answer of Telegram's own ("Internal Server Error") has no cause.
    """
    cause = error.__cause__
    return cause is None or isinstance(cause, NOT_SENT)


async def call(bot: Bot, wanted: Mapping[str, Any]) -> None:
    """
    Make a call that an update asked for; one that fails is of no importance.
    """
    try:
        match wanted:
            case {"method": "answerCallbackQuery", "callback_query_id": str(query)}:
                await bot.answer_callback_query(query)
            case {"method": "leaveChat", "chat_id": int(chat)}:
                await bot.leave_chat(chat)
            case _:
                pass
    except TelegramError as error:
        log.warning("call_failed method=%s kind=%s", wanted["method"], type(error).__name__)
