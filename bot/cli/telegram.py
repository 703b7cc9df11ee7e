"""
`firsthours telegram`: what has to be told to Telegram.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import typer

from bot.cli.output import console, errors
from bot.cli.start import settings, told
from bot.errors import SettingsError

if TYPE_CHECKING:
    from bot.settings import Settings, Telegram

telegram = typer.Typer(help="The bot in Telegram.", no_args_is_help=True)


@telegram.command("set-webhook")
def set_webhook() -> None:
    """
    Let Telegram bring messages to this site: FIRSTHOURS_PUBLIC_URL and the webhook's path.
    """
    with told():
        from bot.channels.telegram import setup

        known = settings()
        bot = _telegram(known)
        if known.public_url is None:
            raise SettingsError(["FIRSTHOURS_PUBLIC_URL: expected a value, for the webhook"])
        asyncio.run(setup.examine(bot))
        address = asyncio.run(setup.set_webhook(bot, known.public_url))
        console().print(f"Telegram brings messages to {address}", soft_wrap=True)


@telegram.command("delete-webhook")
def delete_webhook() -> None:
    """
    Let messages be fetched again, for development.
    """
    with told():
        from bot.channels.telegram import setup

        asyncio.run(setup.delete_webhook(_telegram(settings())))
        console().print("Telegram keeps messages until they are fetched.")


@telegram.command()
def check() -> None:
    """
    Ask Telegram about the bot: whether its settings at @BotFather are as they must be.
    """
    with told():
        from bot.channels.telegram import setup

        asyncio.run(setup.check(_telegram(settings())))
        console().print("The bot is fit.")


def examine_telegram(known: Settings) -> None:
    """
    Before serving: refuse a bot that could be added to groups, and say how messages will come in.
    """
    if known.telegram is None:
        return
    from bot.channels.telegram import setup

    asyncio.run(setup.examine(known.telegram))
    how = (
        "fetches messages (for development)" if known.telegram.secret is None else "has a webhook"
    )
    errors().print(f"Telegram {how}.")


def _telegram(known: Settings) -> Telegram:
    if known.telegram is None:
        raise SettingsError(["FIRSTHOURS_TELEGRAM_TOKEN: expected a value"])
    return known.telegram
