"""
What one call of the engine gives back, and what a custom action gives to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.event import BotUttered, Event
from bot.domain.message import BotMessage
from bot.domain.slot import Value
from bot.domain.tracker import Tracker


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """
    The conversation after the turn and what happened in it.

    With `action` the turn isn't over: that custom action has to run, and `resume` goes on with its result.
    """

    tracker: Tracker
    events: tuple[Event, ...]
    action: str | None = None

    @property
    def messages(self) -> tuple[BotMessage, ...]:
        """
        What the person gets, in order.
        """
        return tuple(event.message for event in self.events if isinstance(event, BotUttered))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """
    A response that a custom action wants said, with the arguments for its placeholders.
    """

    response: str
    arguments: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionResult:
    """
    What a custom action did: slots that it set, responses to say, in order.
    """

    slots: tuple[tuple[str, Value], ...] = ()
    said: tuple[Said, ...] = ()
