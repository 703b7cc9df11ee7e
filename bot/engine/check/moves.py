"""
What a person does: one move, and every move that answers an open question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone

from bot.domain.assistant import Assistant
from bot.domain.command import CannotHandle, Command, SetSlot, SkipQuestion
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.check.values import possible_values
from bot.engine.decide import decide_tap
from bot.engine.draft import open_question

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=timezone.utc)
LIST_ANSWERS: dict[str, Value] = {"list": ["https://example.com/1"], "any": "something"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """
    One thing that a person does: how it reads in a transcript, and the commands that it makes.

    `intent` is the intent that it stands for, if it is one message of that meaning; `corrects` the slot and value
    of an answer that it changes.
    """

    says: str
    commands: tuple[Command, ...]
    intent: str | None = None
    corrects: tuple[str, Value] | None = None


def answers(assistant: Assistant, tracker: Tracker) -> Iterator[Move]:
    """
    Everything that answers the open question: its buttons, its other values, leaving it open, and nonsense.
    """
    pressed: set[tuple[Command, ...]] = set()
    for button in tracker.options:
        commands = decide_tap(assistant, tracker, button.payload)
        if commands is not None and _answers_only(commands):
            pressed.add(commands)
            yield Move(says=button.payload, commands=commands)
    question = open_question(assistant, tracker.stack)
    if question is None:
        return
    for value in _values(assistant, question.slot):
        commands = (SetSlot(slot=question.slot, value=value),)
        if isinstance(value, list) or commands not in pressed:
            yield Move(says=f"({question.slot}: {value})", commands=commands)
    yield Move(says="/skip", commands=(SkipQuestion(),), intent="skip")
    yield Move(says="(nonsense)", commands=(CannotHandle(),))


def _answers_only(commands: tuple[Command, ...]) -> bool:
    return all(isinstance(command, SetSlot) for command in commands)


def _values(assistant: Assistant, slot: str) -> tuple[Value, ...]:
    kind = assistant.slots[slot].type
    if kind in LIST_ANSWERS:
        return (LIST_ANSWERS[kind],)
    return possible_values(assistant).get(slot, ())
