"""
Answers what was kept, sends what was answered, and writes the reminders that are due; any number of processes may.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter
from typing import Any

from bot.conversation.delivery import (
    URGENT_TAGS,
    Claimed,
    Deliveries,
    Delivery,
    Handled,
    Hold,
    Lost,
    Outgoing,
    Posted,
    Reminder,
    Reminders,
    Result,
    Retry,
    Sender,
    Unknown,
)
from bot.conversation.handle import Answer, Conversation
from bot.conversation.late import meant_by
from bot.domain.message import BotMessage
from bot.engine.taps import press_texts

log = logging.getLogger(__name__)

ANSWERING = 2
"""How many people one process answers at once."""
SENDING = 8
"""How many messages one process sends at once."""
LOOK_AGAIN = 2.0
"""Seconds after which a process looks for what others left."""
REMINDERS_EVERY = 15.0
"""Seconds between two looks for reminders."""
MOST_TRIES = 4
"""How often a message is tried that ends every process that answers it; then it gets the apology."""
TIDY_EVERY = 30.0
"""Seconds after which old pages are cleared of what was handled."""
LONGEST_SEND = 20.0
"""Seconds, less than for which a message is this process's to send."""


def _unheard(_channel: str, _answer: Answer, _seconds: float) -> None:
    """
    Count nothing.
    """


@dataclass(frozen=True, kw_only=True)
class Delivering:
    """
    The work between the doors and the conversation. `senders` are by channel; `heard` is told of each turn.
    """

    conversation: Conversation
    deliveries: Deliveries
    reminders: Reminders
    senders: Mapping[str, Sender]
    clock: Callable[[], datetime]
    heard: Callable[[str, Answer, float], None] = _unheard
    _bells: list[asyncio.Event] = field(default_factory=list, repr=False)
    _handled: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    async def receive(self, delivery: Delivery) -> bool:
        """
        Keep a delivery, and have it answered soon; `False` if it came before. Raises if it could not be kept.
        """
        new = await asyncio.to_thread(self.deliveries.receive, delivery)
        self.wake()
        return new

    def wake(self) -> None:
        """
        There is something to do: don't wait.
        """
        for bell in self._bells:
            bell.set()

    async def run(self) -> None:
        """
        Work until cancelled.
        """
        steps = (*[self.answer_one] * ANSWERING, *[self.send_one] * SENDING)
        tasks = [asyncio.create_task(self._keep_on(step, LOOK_AGAIN)) for step in steps]
        tasks.append(asyncio.create_task(self._keep_on(self.remind_one, REMINDERS_EVERY)))
        tasks.append(asyncio.create_task(self._keep_tidy(TIDY_EVERY)))
        try:
            await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep_on(self, step: Callable[[], Awaitable[bool]], seconds: float) -> None:
        bell = asyncio.Event()
        self._bells.append(bell)
        while True:
            bell.clear()
            if await _whole(_done(step)):
                continue
            with suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), seconds)

    async def _keep_tidy(self, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            await _done(self.tidy)

    async def tidy(self) -> bool:
        """
        Clear what is left of deliveries that were handled since the last time; `False` if there were none.
        """
        if not self._handled.is_set():
            return False
        self._handled.clear()
        await asyncio.to_thread(self.deliveries.tidy)
        return True

    async def answer_one(self) -> bool:
        """
        Answer one delivery; `False` if there was none.
        """
        claimed = await asyncio.to_thread(self.deliveries.claim, self.clock())
        if claimed is None:
            return False
        await asyncio.to_thread(self._answer, claimed)
        self.wake()
        return True

    def _answer(self, claimed: Claimed) -> None:
        delivery, began = claimed.delivery, perf_counter()
        text = meant_by(delivery.text, delivery.received, claimed.shown)
        message = replace(delivery.message, text=text)
        hold = Hold(
            lease=claimed.lease,
            now=self.clock(),
            parts=lambda said: self._parts(delivery, said),
        )
        if claimed.tries > MOST_TRIES:
            log.error("delivery_given_up channel=%s", delivery.channel)
            answer = self.conversation.apology(message)
        else:
            answer = self.conversation.handle(message, hold)
        # What a turn didn't commit, because it broke, ends here.
        outgoing = hold.parts(answer.messages)
        self.deliveries.finish(Handled(lease=claimed.lease, outgoing=outgoing, now=self.clock()))
        self.heard(delivery.channel, answer, perf_counter() - began)

    def _parts(self, delivery: Delivery, said: Sequence[BotMessage]) -> tuple[Outgoing, ...]:
        urgent = any(URGENT_TAGS & each.tags for each in said)
        outgoing = [
            Outgoing(
                channel=delivery.channel,
                recipient=delivery.sender,
                message=each,
                urgency="crisis" if urgent else "ordinary",
                notes=delivery.notes,
            )
            for each in self._shaped(delivery.channel, said)
        ]
        # The options stand at the end.
        last = [replace(each, presses=_presses(said)) for each in outgoing[-1:]]
        return (*outgoing[:-1], *last)

    def _shaped(self, channel: str, said: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
        sender = self.senders.get(channel)
        return () if sender is None else sender.parts(said)

    async def send_one(self) -> bool:
        """
        Send one message; `False` if there was none.
        """
        posted = await asyncio.to_thread(self.deliveries.claim_outgoing, self.clock())
        if posted is None:
            return False
        result = await self._send(posted)
        log.info(
            "sent channel=%s result=%s tries=%s",
            posted.outgoing.channel,
            type(result).__name__.lower(),
            posted.tries,
        )
        await asyncio.to_thread(self.deliveries.settle, posted, result, self.clock())
        self._handled.set()
        self.wake()
        return True

    async def _send(self, posted: Posted) -> Result:
        sender = self.senders.get(posted.outgoing.channel)
        if sender is None:
            return Retry()
        try:
            return await asyncio.wait_for(sender.send(_numbered(posted)), LONGEST_SEND)
        except Exception as error:  # noqa: BLE001 - its words may hold a person's number
            log.error(
                "send_failed kind=%s channel=%s", type(error).__name__, posted.outgoing.channel
            )
            return Unknown()

    async def lose(self, lost: Lost) -> str:
        """
        A message didn't arrive; what was done about it, in a word.
        """
        if await asyncio.to_thread(self.deliveries.lose, lost, self.clock()):
            self.wake()
            return "again"
        return "stop" if lost.stopped else "leave"

    async def remind_one(self) -> bool:
        """
        Write one reminder that is due; `False` if there was none.
        """
        return await asyncio.to_thread(self._remind)

    def _remind(self) -> bool:
        now = self.clock()
        for reminder in self.reminders.due_reminders(now, most=1):
            if reminder.channel in self.senders:
                self.deliveries.reminded(reminder, self._reminding(reminder), now)
            else:
                self.reminders.reminder_failed(reminder.id, now)
            return True
        return False

    def _reminding(self, reminder: Reminder) -> tuple[Outgoing, ...]:
        said = self.conversation.reminder(reminder)
        return tuple(
            Outgoing(
                channel=reminder.channel,
                recipient=reminder.sender,
                message=each,
                urgency="reminder",
            )
            for each in self._shaped(reminder.channel, (said,))
        )


def _numbered(posted: Posted) -> Outgoing:
    """
    The message with its number, for providers that report on it later.
    """
    outgoing = posted.outgoing
    return replace(outgoing, notes={**outgoing.notes, "number": str(posted.number)})


def _presses(said: Sequence[BotMessage]) -> tuple[str, ...]:
    return next((press_texts(each) for each in reversed(said) if each.buttons), ())


async def _whole(step: Coroutine[Any, Any, bool]) -> bool:
    """
    Let a step come to its end even where all is being stopped: what was sent must be known as sent.
    """
    task = asyncio.create_task(step)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise


async def _done(step: Callable[[], Awaitable[bool]]) -> bool:
    """
    Take a step; a failure is logged by its kind, and counts as nothing to do.
    """
    try:
        return await step()
    except Exception as error:  # noqa: BLE001 - the next time may be better
        log.error("delivering_failed kind=%s", type(error).__name__)
        return False
