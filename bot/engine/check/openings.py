"""
The first messages from which conversations are gone through: what happened, ages, country, whom it is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from bot.domain.assistant import Assistant
from bot.domain.command import Command, SetSlot
from bot.domain.tracker import Tracker
from bot.engine.check.moves import NOW, Move
from bot.engine.check.trials import meaning
from bot.engine.check.values import possible_values
from bot.engine.decide import HUMAN, decide
from bot.engine.session import in_session

TOLD_AT_ONCE = ("age_in_image", "country", "who_for")
"""What opening messages tell besides what happened, and what decides which help is right."""


def openings(assistant: Assistant) -> list[Move]:
    """
    Every first message: what happened, an alarm or the wish for a person; the age, the country, whom it is about.
    """
    told = [_told(assistant, name) for name in TOLD_AT_ONCE if name in assistant.slots]
    intents = ("greet", *assistant.policy.openings, *assistant.policy.interrupts, HUMAN)
    return [
        _opening(assistant, intent, tuple(each for each in facts if each is not None))
        for intent in intents
        if intent in assistant.intents or intent == "greet"
        for facts in product(*told)
    ]


def _told(assistant: Assistant, name: str) -> list[SetSlot | None]:
    values = possible_values(assistant)[name]
    return [None, *(SetSlot(slot=name, value=value) for value in values)]


def _opening(assistant: Assistant, intent: str, facts: tuple[SetSlot, ...]) -> Move:
    nobody = Tracker()
    meant: tuple[Command, ...] = decide(assistant, nobody, meaning(assistant, intent))
    told = ", ".join(f"{each.slot}: {each.value}" for each in facts)
    return Move(
        says=f"/{intent}" + (f" ({told})" if told else ""),
        commands=in_session(assistant, nobody, (*facts, *_unless_told(meant, facts)), NOW),
        intent=intent if intent in assistant.intents else None,
    )


def _unless_told(meant: tuple[Command, ...], facts: tuple[SetSlot, ...]) -> Iterator[Command]:
    told = {each.slot for each in facts}
    for each in meant:
        if not (isinstance(each, SetSlot) and each.slot in told):
            yield each
