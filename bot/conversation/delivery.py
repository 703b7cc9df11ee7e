"""
What lies between a channel and a turn: messages that wait to be answered, and answers that wait to be sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.domain.message import BotMessage, UserMessage
from bot.domain.request import Purpose

Urgency = Literal["crisis", "ordinary", "reminder"]
Wish = Literal["stop", "start"]

URGENT_TAGS = frozenset({"crisis_line", "emergency_number"})
"""An answer that says one of these is repeated once where nobody knows whether it arrived; no other ever is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """
    What a channel was given. `delivery_id` is the provider's; `sender` is also where the answer goes.

    With the `wish` "stop" nothing is sent to this person any more, the answer to this delivery included, until a
    delivery comes with "start". `notes` are for the channel's own sender, and go with each part of the answer.
    """

    channel: str
    delivery_id: str
    sender: str = field(repr=False)
    text: str = field(repr=False)
    received: datetime
    attachments: tuple[str, ...] = ()
    edited: bool = False
    language: str | None = None
    country: str | None = None
    time_zone: str | None = None
    wish: Wish | None = None
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def message(self) -> UserMessage:
        """
        The delivery as the conversation takes it.
        """
        return UserMessage(
            sender=self.sender,
            text=self.text,
            channel=self.channel,
            now=self.received,
            message_id=self.delivery_id,
            language=self.language,
            country=self.country,
            time_zone=self.time_zone,
            attachments=self.attachments,
            edited=self.edited,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """
    One message of the provider's, to be sent once. `presses` are what the options that stand in it send, in their order.
    """

    channel: str
    recipient: str = field(repr=False)
    message: BotMessage
    urgency: Urgency
    presses: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """
    The provider took it.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Retry:
    """
    The provider surely didn't take it, and may later: in so many seconds, if it said so.
    """

    after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """
    The provider will never take it; `stopped` if it takes nothing for this person, who opted out or blocked us.
    """

    stopped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """
    Nobody knows whether the provider took it.
    """


Result = Sent | Retry | Refused | Unknown


class Sender(Protocol):
    """
    How a channel speaks.
    """

    def parts(self, messages: Sequence[BotMessage]) -> tuple[BotMessage, ...]:
        """
        An answer as the messages that the provider is to send, in this order. Pure.
        """
        ...

    async def send(self, outgoing: Outgoing) -> Result:
        """
        Try once to send; takes seconds at most.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """
    The right to answer one person for a while; whoever holds a later `token` has taken it over.
    """

    lane: str
    token: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """
    A question with options: when its message was `handed` to the provider, if it was, and what its options send.
    """

    handed: datetime | None
    presses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """
    The oldest delivery of a person, and the lease to answer it. `tries` counts from 1; `shown` are the last questions.
    """

    lease: Lease
    delivery: Delivery
    tries: int
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """
    What a turn commits besides, all or nothing: its delivery is answered, and this is to be sent.

    `now` is when it is answered, which can be long after it came.
    """

    lease: Lease
    now: datetime
    parts: Callable[[Sequence[BotMessage]], tuple[Outgoing, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handled:
    """
    A delivery's end: who may say so, and what is to be sent.
    """

    lease: Lease
    outgoing: tuple[Outgoing, ...]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """
    A message that this process is to send now; `number` counts those of a person, `tries` from 1.
    """

    lane: str
    number: int
    tries: int
    outgoing: Outgoing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """
    Something to say now: the response, to whom and on which channel, in which language.
    """

    id: str
    conversation: str
    purpose: Purpose
    channel: str
    sender: str = field(repr=False)
    response: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """
    A message that the provider took and could not deliver: by its `name` there, and its `number` among the person's.

    With `stopped` the person wants nothing; `again` is what is to be sent in its place.
    """

    channel: str
    recipient: str = field(repr=False)
    name: str
    number: int
    stopped: bool = False
    again: Outgoing | None = None


class Deliveries(Protocol):
    """
    Keeps what comes in until it is answered, and answers until they are sent; any number of processes share it.
    """

    def receive(self, delivery: Delivery) -> bool:
        """
        Keep a delivery, in one short transaction; `False` if it came before.
        """
        ...

    def claim(self, now: datetime) -> Claimed | None:
        """
        The oldest delivery of somebody whom nobody else is answering.
        """
        ...

    def finish(self, handled: Handled) -> bool:
        """
        The delivery is answered; `False` if it was already, or by somebody who took it over.
        """
        ...

    def claim_outgoing(self, now: datetime) -> Posted | None:
        """
        A message to send, never before an earlier one to the same person is settled.
        """
        ...

    def settle(self, posted: Posted, result: Result, now: datetime) -> None:
        """
        What became of a message.
        """
        ...

    def lose(self, lost: Lost, now: datetime) -> bool:
        """
        A message didn't arrive, so nobody saw it. `True` if it is sent again: once, and where it isn't urgent only
        as long as it is the last word.
        """
        ...

    def tidy(self) -> None:
        """
        Let nothing of what was handled be found in files either.
        """
        ...

    def reminded(self, reminder: Reminder, outgoing: tuple[Outgoing, ...], now: datetime) -> None:
        """
        The reminder is written: forget it, and send this, unless it was dropped meanwhile.
        """
        ...


class Reminders(Protocol):
    """
    Keeps what people asked to be reminded of.
    """

    def due_reminders(self, now: datetime, most: int = 20) -> tuple[Reminder, ...]:
        """
        Reminders to write now, which for a while nobody else gets.
        """
        ...

    def reminder_failed(self, reminder: str, now: datetime) -> None:
        """
        The reminder could not be written: it is due again later, but not for ever.
        """
        ...
