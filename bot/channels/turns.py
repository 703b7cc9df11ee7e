"""
Takes turns: in order for each person, away from the event loop, counted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import perf_counter
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool

from bot.channels.metrics import Metrics
from bot.conversation.handle import Answer
from bot.domain.message import UserMessage

Handle = Callable[[UserMessage], Answer]


class Turns:
    """
    Hands messages to the conversation; those of one person one after another, so that none overtakes another.
    """

    def __init__(self, handle: Handle, metrics: Metrics) -> None:
        self._handle = handle
        self._metrics = metrics
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def take(self, message: UserMessage) -> Answer:
        """
        The answer to a message.
        """
        lock = self._locks.setdefault((message.channel, message.sender), asyncio.Lock())
        async with lock:
            began = perf_counter()
            answer = await run_in_threadpool(self._handle, message)
            self._metrics.turn(message.channel, answer, perf_counter() - began)
        return answer
