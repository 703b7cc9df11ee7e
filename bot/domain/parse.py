"""
What the understanding makes of one message, in the shape of Rasa's parse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SafetyLevel = Literal["certain", "possible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """
    One label with its calibrated probability, 0 to 1.
    """

    name: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """
    One thing that a message names: `text[start:end]` of the raw text, and what it means.

    `value` is JSON data (str, int, float, bool); `role` tells entities of one kind apart, as in Rasa.
    """

    entity: str
    value: str | int | float | bool
    start: int
    end: int
    role: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """
    A safety intent that the message raises: `certain` takes the turn, `possible` is one gentle check-in.
    """

    intent: str
    level: SafetyLevel
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """
    The whole understanding of one message; `intent` is always `ranking[0]`.

    `text` is the raw text, `normalized` its spelling put right; `language` is an ISO 639-1 code.
    """

    text: str
    intent: Intent
    ranking: tuple[Intent, ...]
    entities: tuple[Entity, ...] = ()
    language: str = "en"
    normalized: str = ""
    alarm: Alarm | None = None
