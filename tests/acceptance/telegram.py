"""
The assistant with a bot in a stand-in for Telegram: each in a web server of its own, with real requests between them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import uvicorn

from bot.app import Parts, Post, application
from bot.app import telegram as telegram_of
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.setup import set_webhook
from bot.domain.tracker import Tracker
from bot.settings import Secret, Telegram
from bot.storage import SqlStore, open_store
from tests.bot_api.people import Someone
from tests.bot_api.server import TOKEN, BotApi, bot_api, in_thread
from tests.doors import KEY

ADDRESS = "https://help.example"
SECRET = "an-invented-secret-for-tests"


@dataclass(frozen=True, kw_only=True)
class Place:
    """
    Telegram's side, and ours.
    """

    api: BotApi
    parts: Parts
    store: SqlStore
    settings: Telegram
    address: str

    def someone(self, number: int = 5550199) -> Someone:
        """
        A person in Telegram.
        """
        return Someone(api=self.api, number=number)

    def tracker(self, person: Someone) -> Tracker:
        """
        The state of somebody's talk, as it is stored.
        """
        return self.store.load(self.store.key("telegram", str(person.number))).tracker


async def at_once(_: float) -> None:
    """
    Don't wait between two messages to one chat.
    """


@contextmanager
def in_telegram(whole: Parts, folder: Path, *, webhook: bool, **changes: Any) -> Iterator[Place]:
    """
    A bot that is talked to by webhook, or fetches what is said to it.
    """
    with ExitStack() as stack:
        api = stack.enter_context(bot_api())
        telegram = Telegram(
            token=Secret(TOKEN), secret=Secret(SECRET) if webhook else None, api_url=api.address
        )
        store = open_store(f"sqlite:///{folder}/kept.db", KEY.encode())
        stack.callback(store.close)
        post = _post(whole, telegram, store)
        parts = replace(whole, store=store, post=post, **{"address": ADDRESS, **changes})
        address = stack.enter_context(in_thread(_server(parts)))
        if webhook:
            asyncio.run(set_webhook(telegram, address))
        yield Place(api=api, parts=parts, store=store, settings=telegram, address=address)


def _post(whole: Parts, telegram: Telegram, store: SqlStore) -> Post:
    provider = telegram_of(whole.settings, telegram, whole.assistant, store, ADDRESS)
    assert isinstance(provider, TelegramChannel)
    channel = provider
    unhurried = replace(channel, sender=replace(channel.sender, wait=at_once))
    return Post(deliveries=store.deliveries, reminders=store, providers=(unhurried,))


def _server(parts: Parts) -> uvicorn.Server:
    app = application(parts)
    return uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, timeout_graceful_shutdown=1)
    )
