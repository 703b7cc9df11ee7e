"""
What is asked of Telegram before and beside the talking: whether the bot is fit, its menu, its webhook.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from telegram import Bot, BotCommand
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.channels.telegram.api import make_bot
from bot.channels.telegram.commands import described, languages
from bot.channels.telegram.updates import ALLOWED
from bot.channels.telegram.webhook import PATH
from bot.domain.assistant import Assistant
from bot.errors import SettingsError, TelegramFailed, TelegramUnfit
from bot.settings import Telegram

log = logging.getLogger(__name__)

MOST_CONNECTIONS = 20
"""How many updates Telegram brings at once."""

UNFIT: Mapping[str, str] = {
    "can_join_groups": "it can be added to groups; send /setjoingroups to @BotFather, choose the bot, then Disable",
    "can_read_all_group_messages": "it reads along in groups; send /setprivacy to @BotFather, choose the bot, then Enable",
}
"""What a bot must not be able to do, and how that is put right."""


async def examine(settings: Telegram) -> bool:
    """
    Whether Telegram could be asked about the bot, and it is fit; raises `TelegramUnfit` if it isn't.
    """
    bot = make_bot(settings)
    try:
        await bot.initialize()
        me = bot.bot
    except InvalidToken:
        raise TelegramUnfit(
            ["Telegram doesn't know its token (FIRSTHOURS_TELEGRAM_TOKEN)"]
        ) from None
    except TelegramError as error:
        log.warning("telegram_unreachable kind=%s", type(error).__name__)
        return False
    finally:
        await bot.shutdown()
    problems = [problem for name, problem in UNFIT.items() if getattr(me, name, False)]
    if problems:
        raise TelegramUnfit(problems)
    return True


async def check(settings: Telegram) -> None:
    """
    Raises `TelegramUnfit`, or `TelegramFailed` if Telegram can't be asked.
    """
    if not await examine(settings):
        raise TelegramFailed(reason="it can't be reached")


async def announce(bot: Bot, assistant: Assistant) -> None:
    """
    Put the commands into the menu, in each language that the assistant speaks.
    """
    try:
        await bot.initialize()
        await bot.set_my_commands(_menu(assistant, "en"))
        for language in languages(assistant):
            await bot.set_my_commands(_menu(assistant, language), language_code=language)
    except TelegramError as error:
        log.warning("menu_not_set kind=%s", type(error).__name__)


def _menu(assistant: Assistant, language: str) -> list[BotCommand]:
    return [BotCommand(name, what) for name, what in described(assistant, language).items()]


async def set_webhook(settings: Telegram, public_url: str) -> str:
    """
    Let Telegram bring updates to this address, which it gives. Raises `TelegramFailed`, or `SettingsError` without a secret.
    """
    if settings.secret is None:
        raise SettingsError(["FIRSTHOURS_TELEGRAM_SECRET: expected a value, for the webhook"])
    secret, address = settings.secret.reveal(), f"{public_url}{PATH}"
    await _ask(
        settings,
        lambda bot: bot.set_webhook(
            address,
            secret_token=secret,
            allowed_updates=ALLOWED,
            max_connections=MOST_CONNECTIONS,
        ),
    )
    return address


async def delete_webhook(settings: Telegram) -> None:
    """
    Let updates be fetched again. Raises `TelegramFailed`.
    """
    await _ask(settings, lambda bot: bot.delete_webhook())


Wanted = Callable[[Bot], Awaitable[object]]


async def _ask(settings: Telegram, wanted: Wanted) -> None:
    bot = make_bot(settings)
    try:
        await bot.initialize()
        await wanted(bot)
    except TelegramError as error:
        raise TelegramFailed(reason=_reason(error)) from None
    finally:
        await bot.shutdown()


def _reason(error: TelegramError) -> str:
    """
    What Telegram says where it refuses; of anything else only the kind, since it may quote an address with the token.
    """
    if isinstance(error, InvalidToken):
        return "it doesn't know FIRSTHOURS_TELEGRAM_TOKEN"
    return error.message if isinstance(error, BadRequest) else type(error).__name__
