"""
What an error of Telegram's means for the message that was being sent.
"""

from __future__ import annotations

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.channels.telegram.api import make_bot, result_of
from bot.conversation.delivery import Refused, Result, Retry, Unknown
from bot.settings import Secret, Telegram


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    """
    An error as the library chains it.
    """
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "result"),
    [
        (RetryAfter(7), Retry(after=7.0)),
        (Forbidden("Forbidden: bot was blocked by the user"), Refused(stopped=True)),
        (BadRequest("Bad Request: chat not found"), Refused()),
        (ChatMigrated(5), Refused()),
        (InvalidToken("Unauthorized"), Retry()),
        (NetworkError("Internal Server Error"), Retry()),
        (caused(NetworkError("x"), httpx.ConnectError("x")), Retry()),
        (caused(TimedOut(), httpx.ConnectTimeout("x")), Retry()),
        (caused(TimedOut(), httpx.PoolTimeout("x")), Retry()),
        (caused(TimedOut(), httpx.ReadTimeout("x")), Unknown()),
        (caused(NetworkError("x"), httpx.ReadError("x")), Unknown()),
        (caused(NetworkError("Bad Gateway"), TelegramError("Invalid server response")), Unknown()),
    ],
)
def test_what_became_of_a_message(error: TelegramError, result: Result) -> None:
    """
    Surely not sent, never to be sent, or unknown: where the answer was lost on its way.
    """
    assert result == result_of(error)


def test_the_api_may_be_elsewhere() -> None:
    """
    Another server is asked where the settings name one.
    """
    bot = make_bot(
        Telegram(token=Secret("1:a-token"), secret=None, api_url="http://127.0.0.1:8200")
    )

    assert "http://127.0.0.1:8200/bot1:a-token" == bot.base_url
