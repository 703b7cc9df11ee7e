"""
Takes turns: in order for each person, away from the event loop, counted.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from time import perf_counter
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool

from bot.channels.metrics import Metrics
from bot.conversation.handle import Answer
from bot.domain.message import UserMessage
from bot.errors import Refused

log = logging.getLogger(__name__)

Handle = Callable[[UserMessage], Answer]
Leave = Callable[[str, str, datetime], object]
WasLeft = Callable[[str, str], bool]
Note = Callable[[UserMessage, Answer], object]

HAS_LEFT = (403, "NotAuthorized", "This talk is over. Begin a new one.")


def _nothing_kept(_channel: str, _sender: str, _now: datetime) -> None:
    """
    For conversations that nobody leaves.
    """


def _nobody_left(_channel: str, _sender: str) -> bool:
    """
    For conversations that nobody leaves.
    """
    return False


def not_noted(_message: UserMessage, _answer: Answer) -> None:
    """
    For servers into which nobody looks.
    """


class Turns:
    """
    Hands messages to the conversation; those of one person one after another, so that none overtakes another.

    `leave` forgets the conversation that a sender has in a channel, `was_left` says whether one was left, in whichever
    process; `note` is told of each turn.
    """

    def __init__(
        self,
        handle: Handle,
        metrics: Metrics,
        *,
        leave: Leave = _nothing_kept,
        was_left: WasLeft = _nobody_left,
        note: Note = not_noted,
    ) -> None:
        self._handle = handle
        self._metrics = metrics
        self._leave = leave
        self._was_left = was_left
        self._note = note
        self._locks: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def take(self, message: UserMessage) -> Answer:
        """
        The answer to a message; raises `Refused` if its sender has left by then.
        """
        who = (message.channel, message.sender)
        async with self._lock(who):
            began = perf_counter()
            answer = await run_in_threadpool(self._answer, message)
            self._metrics.turn(message.channel, answer, perf_counter() - began)
            self._note(message, answer)
        return answer

    def _answer(self, message: UserMessage) -> Answer:
        who = (message.channel, message.sender)
        if self._was_left(*who):
            raise Refused(*HAS_LEFT)
        answer = self._handle(message)
        if self._was_left(*who):
            # They left meanwhile, by way of another process: what this turn kept is forgotten, too.
            self._leave(*who, message.now)
            raise Refused(*HAS_LEFT)
        return answer

    async def has_left(self, channel: str, sender: str) -> bool:
        """
        Whether somebody has left, in whichever process.
        """
        return await run_in_threadpool(self._was_left, channel, sender)

    async def leave(self, channel: str, sender: str, now: datetime) -> None:
        """
        Forget the conversation, and let no message that is still on its way begin it again. Never raises.
        """
        async with self._lock((channel, sender)):
            try:
                await run_in_threadpool(self._leave, channel, sender, now)
            except Exception as error:  # noqa: BLE001 - who leaves can't be told any more
                log.error("leaving_failed kind=%s", type(error).__name__)

    def _lock(self, who: tuple[str, str]) -> asyncio.Lock:
        return self._locks.setdefault(who, asyncio.Lock())
