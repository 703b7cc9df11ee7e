"""
All that a conversation is between two turns: small, frozen, and free of what the person typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from bot.domain.message import Button
from bot.domain.slot import Value

VERSION = 1
NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """
    One flow on the dialogue stack and the step that it stands at.

    `called` frames give back to the flow below when they end; `context` is what a pattern is about.
    """

    flow: str
    step: str
    called: bool = False
    context: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """
    A question that was answered or skipped: what it takes to go back to it.

    `before` holds the value that each slot had which changed since the question was asked.
    """

    stack: tuple[Frame, ...]
    slot: str
    before: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    Where a slot was asked for, so that a correction can go there again.
    """

    flow: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """
    The state of one conversation.

    `stack` ends with the frame on top; a frame on top at a `Collect` step is an open question.
    `options` are the buttons last shown, in their numbers' order. `said` are the names of the responses
    of the last turn, for "say that again". `completed` are flows that came to their end. `counters` count in a row.
    """

    version: int = VERSION
    slots: Mapping[str, Value] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    stack: tuple[Frame, ...] = ()
    options: tuple[Button, ...] = ()
    history: tuple[Answered, ...] = ()
    asked: Mapping[str, Asked] = field(default_factory=dict)
    completed: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    counters: Mapping[str, int] = field(default_factory=dict)
    language: str = "en"
    last_seen: datetime | None = None
