"""
What a person can do at a question: every answer, every way out, and every message that leads elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.assistant import Assistant
from bot.domain.command import (
    Acknowledge,
    CannotHandle,
    CheckIn,
    Clarify,
    Command,
    GoBack,
    Interrupt,
    SetSlot,
    SkipQuestion,
    StartFlow,
)
from bot.domain.parse import Alarm, Intent, Parse
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.check.values import possible_values
from bot.engine.decide import decide, decide_tap, in_session
from bot.engine.draft import open_question

LIST_ANSWERS: dict[str, Value] = {"list": ["https://example.com/1"], "any": "something"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """
    One thing that a person does: how it reads in a transcript, and the commands that it makes.

    `intent` is the intent that it stands for, if it is one message of that meaning.
    """

    says: str
    commands: tuple[Command, ...]
    intent: str | None = None


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


def digressions(assistant: Assistant, tracker: Tracker) -> Iterator[Move]:
    """
    Everything that leads away from the open question: each intent, each alarm, each correction, the way back.
    """
    for name in sorted(assistant.intents):
        parse = _meaning(assistant, name)
        yield Move(says=f"/{name}", commands=decide(assistant, tracker, parse), intent=name)
    yield from _corrections(assistant, tracker)
    for name in assistant.policy.interrupts:
        flow = assistant.triggers[name].id
        yield Move(says=f"(perhaps {name})", commands=(CheckIn(flow=flow),))
    yield Move(says="/back", commands=(GoBack(),), intent="back")
    yield Move(says="(a fact)", commands=(Acknowledge(),))
    yield Move(says="(unclear)", commands=_unclear(assistant))
    yield _return(assistant, tracker)


def _meaning(assistant: Assistant, name: str) -> Parse:
    intent = Intent(name=name, confidence=1.0)
    certain = name in assistant.policy.interrupts
    alarm = Alarm(intent=name, level="certain", confidence=1.0) if certain else None
    return Parse(text="", intent=intent, ranking=(intent,), alarm=alarm)


def _corrections(assistant: Assistant, tracker: Tracker) -> Iterator[Move]:
    for name, old in tracker.slots.items():
        if name in tracker.asked and assistant.slots[name].closed:
            for value in possible_values(assistant)[name]:
                if value != old:
                    yield Move(
                        says=f"({name}: {value})", commands=(SetSlot(slot=name, value=value),)
                    )


def _unclear(assistant: Assistant) -> tuple[Command, ...]:
    named = [name for name in assistant.flows if f"utter_name_{name}" in assistant.responses["en"]]
    return (Clarify(flows=tuple(named[:2])),)


def _return(assistant: Assistant, tracker: Tracker) -> Move:
    """
    Coming back after a silence.
    """
    if tracker.last_seen is None:
        return Move(says="(again)", commands=(CannotHandle(),))
    later = tracker.last_seen + timedelta(minutes=assistant.policy.session_minutes + 1)
    commands = in_session(assistant, tracker, (Acknowledge(),), later)
    return Move(says="(after a long silence)", commands=commands)


def alarms(assistant: Assistant) -> Iterator[Move]:
    """
    The messages that must be answered before everything else.
    """
    for name in assistant.policy.interrupts:
        flow = assistant.triggers[name].id
        yield Move(says=f"/{name}", commands=(Interrupt(flow=flow),), intent=name)


def starts(assistant: Assistant) -> Iterator[str]:
    """
    The flows that a person can start: by a message, from a button, or from the plan.
    """
    for flow in assistant.flows.values():
        if flow.triggers or f"utter_name_{flow.id}" in assistant.responses["en"]:
            yield flow.id


def begin(flow: str) -> Move:
    """
    Starting a flow from a button.
    """
    return Move(says=f"/StartFlow({flow})", commands=(StartFlow(flow=flow),))
