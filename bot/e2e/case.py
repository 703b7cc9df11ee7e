"""
A test conversation as data: what the person says, and what must come of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.slot import Value
from bot.domain.tracker import Frame
from bot.e2e.expectation import Expectation


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """
    What comes with a message besides its words; `None` leaves it as it was at the message before.

    `now` is an aware datetime, `after` the time since the message before; `attachments` go with one message only.
    """

    channel: str | None = None
    country: str | None = None
    language: str | None = None
    time_zone: str | None = None
    now: datetime | None = None
    after: timedelta | None = None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """
    One message of the bot: its exact `text` (a `bot` step), or the name of its `response` (an `utter` step).
    """

    text: str | None = None
    response: str | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """
    An expectation and the line of the file where it stands.
    """

    expectation: Expectation
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UserStep:
    """
    One message of the person and everything that is expected of the answer.

    `said` is the whole answer, bubble by bubble; empty if the test doesn't give it.
    With `in_order` what is expected must also happen in that order.
    """

    text: str
    circumstances: Circumstances = field(default_factory=Circumstances)
    said: tuple[Bubble, ...] = ()
    expected: tuple[Placed, ...] = ()
    in_order: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """
    A named conversation from a file; `slots` are those that its fixtures set before it begins, `stack` the flows that are
    open then.
    """

    name: str
    file: str
    line: int
    steps: tuple[UserStep, ...]
    slots: Mapping[str, Value] = field(default_factory=dict)
    stack: tuple[Frame, ...] = ()
    circumstances: Circumstances = field(default_factory=Circumstances)
