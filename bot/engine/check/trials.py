"""
What is tried at a place: every answer to its question, every way out, and every message that leads elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.domain.assistant import Assistant
from bot.domain.command import (
    Acknowledge,
    CannotHandle,
    CheckIn,
    Clarify,
    Command,
    GoBack,
    SetSlot,
    SkipQuestion,
    StartFlow,
)
from bot.domain.flow import Collect
from bot.domain.parse import Alarm, Intent, Parse
from bot.domain.slot import Slot, Value
from bot.domain.tracker import Answered, Asked, Tracker
from bot.engine.apply import CONFUSED, HELD_BACK, SAFE_TO_TALK
from bot.engine.check.moves import NOW, Move
from bot.engine.check.places import BASE, Place
from bot.engine.check.undecided import Decisions
from bot.engine.check.values import button_payloads, choices_of, comparisons
from bot.engine.decide import decide, decide_tap
from bot.engine.draft import open_question
from bot.engine.offers import startable
from bot.engine.session import in_session

PUZZLED = "pattern_cannot_handle"
CONFUSED_TIMES = (0, 1, 2)
GREETED: Decisions = {"told_intro": (True,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """
    One thing to try: `make` the move of a person in a conversation; what is known of it beforehand.

    `starts` is a flow that is begun by itself. With `empty`, every slot that isn't `given` is empty. `kind` is "answer", "skip", "aside" (a message that leads elsewhere), "back", "correction", "begin" or "resume".
    """

    kind: str
    make: Callable[[Assistant, Tracker], Move]
    given: Decisions = field(default_factory=dict)
    asked: Mapping[str, Asked] = field(default_factory=dict)
    counters: Mapping[str, int] = field(default_factory=dict)
    history: tuple[Answered, ...] = ()
    starts_at: Place | None = None
    starts: str | None = None
    empty: bool = False


def trials(assistant: Assistant, place: Place, urgent: Collection[str]) -> Iterator[Trial]:
    """
    Everything that is tried at a place.

    At the base each flow is started by itself. Messages other than the `urgent` ones are tried with empty slots: what
    their flows say was looked at there, and here counts that the question waits.
    """
    question = open_question(assistant, place.stack)
    if question is None:
        yield _fixed("resume", Move(says="(goes on)", commands=()))
    elif place.frames:
        yield from _answers(assistant, question)
        yield from (_plainly(each, urgent) for each in _asides(assistant, place))
        yield _back_to(place, question)
        if not place.frames[0].flow.startswith("pattern_"):
            flows = {frame.flow for frame in place.frames}
            yield from _corrections(assistant, flows, answered=question.slot)
    else:
        yield from (_plainly(each, urgent) for each in _asides(assistant, place))
        yield from (_started(flow) for flow in assistant.flows if flow != BASE)
        yield from (_fixed("aside", _puzzling(reason)) for reason in _reasons(assistant))
        yield from (_heard(flow.id) for flow in assistant.triggers.values())
        yield from _corrections(assistant, set(assistant.flows))


def _reasons(assistant: Assistant) -> Iterator[str]:
    """
    Why a message may not be understood, as far as it makes a difference.
    """
    for step in assistant.flows[PUZZLED].steps.values():
        for branch in step.next:
            for name, value in comparisons(branch.condition, "context"):
                if name == "reason" and isinstance(value, str):
                    yield value


def _heard(flow: str) -> Trial:
    return _fixed("aside", Move(says=f"(more about {flow})", commands=(Acknowledge(flow=flow),)))


def _started(flow: str) -> Trial:
    move = Move(says=f"/StartFlow({flow})", commands=(StartFlow(flow=flow),))
    return replace(_fixed("aside", move), starts=flow)


def beginnings(assistant: Assistant, urgent: Collection[str]) -> Iterator[Trial]:
    """
    Every first message after a silence, of somebody who was greeted before.
    """
    for name in ("", *sorted(assistant.triggers)):
        yield _plainly(Trial(kind="begin", make=_Begins(name), given=GREETED), {*urgent, ""})


def _plainly(trial: Trial, urgent: Collection[str]) -> Trial:
    meant = getattr(trial.make, "intent", None)
    return trial if meant in urgent or trial.kind == "answer" else replace(trial, empty=True)


def _fixed(kind: str, move: Move, counters: Mapping[str, int] = {}) -> Trial:
    return Trial(kind=kind, make=lambda _assistant, _tracker: move, counters=counters)


@dataclass(frozen=True, slots=True)
class _Begins:
    intent: str

    def __call__(self, assistant: Assistant, tracker: Tracker) -> Move:
        meant: tuple[Command, ...] = ()
        if self.intent:
            meant = decide(assistant, tracker, meaning(assistant, self.intent))
        silent = timedelta(minutes=assistant.policy.session_minutes + 1)
        return Move(
            says=f"/{self.intent or 'greet'} (after a long silence)",
            commands=in_session(assistant, replace(tracker, last_seen=NOW - silent), meant, NOW),
            intent=self.intent or None,
        )


def _answers(assistant: Assistant, question: Collect) -> Iterator[Trial]:
    pressed: set[str] = set()
    for payload in button_payloads(assistant, question.utter):
        if not payload.startswith("/StartFlow"):
            pressed.add(payload)
            yield Trial(
                kind="answer" if payload.startswith("/SetSlots") else "aside", make=_Taps(payload)
            )
    for value in choices_of(assistant, question.slot):
        if value is not None and _payload(question.slot, value) not in pressed:
            command = SetSlot(slot=question.slot, value=value)
            yield _fixed("answer", Move(says=f"({question.slot}: {value})", commands=(command,)))
    yield _fixed("skip", Move(says="/skip", commands=(SkipQuestion(),), intent="skip"))
    for times in CONFUSED_TIMES:
        yield _fixed("aside", _puzzling("not_understood"), {CONFUSED: times} if times else {})


def _puzzling(reason: str) -> Move:
    return Move(says=f"({reason})", commands=(CannotHandle(reason=reason),))


def _payload(slot: str, value: Value) -> str:
    shown = str(value).lower() if isinstance(value, bool) else value
    return f"/SetSlots({slot}={shown})"


@dataclass(frozen=True, slots=True)
class _Taps:
    payload: str

    def __call__(self, assistant: Assistant, tracker: Tracker) -> Move:
        commands = decide_tap(assistant, tracker, self.payload) or (CannotHandle(),)
        intent = self.payload[1:] if self.payload[1:] in assistant.intents else None
        return Move(says=self.payload, commands=commands, intent=intent)


def _asides(assistant: Assistant, place: Place) -> Iterator[Trial]:
    held = place.frames and place.frames[-1].flow == SAFE_TO_TALK
    counters: tuple[Mapping[str, int], ...] = ({}, {HELD_BACK: 1}) if held else ({},)
    for each in counters:
        for name in sorted(assistant.intents):
            yield Trial(kind="aside", make=_Means(name), counters=each)
        for name in assistant.policy.interrupts:
            flow = assistant.triggers[name].id
            move = Move(says=f"(perhaps {name})", commands=(CheckIn(flow=flow),))
            yield _fixed("aside", move, each)
        yield from (_fixed("aside", move, each) for move in _facts(assistant))
        yield _fixed("aside", Move(says="(unclear)", commands=unclear(assistant)), each)
        for flow in sorted(startable(assistant)) if place.frames else ():
            yield replace(_started(flow), counters=each)
    yield Trial(kind="aside", make=_Begins(""), given=GREETED)


def _facts(assistant: Assistant) -> Iterator[Move]:
    """
    Messages that only tell something, one for each slot that a message can fill.
    """
    told = [name for name, slot in assistant.slots.items() if _is_told(slot)]
    for names in ((), *((name,) for name in told)):
        yield Move(says=f"({', '.join(names) or 'a fact'})", commands=(Acknowledge(told=names),))


def _is_told(slot: Slot) -> bool:
    return any(mapping.type == "from_entity" for mapping in slot.mappings)


@dataclass(frozen=True, slots=True)
class _Means:
    intent: str

    def __call__(self, assistant: Assistant, tracker: Tracker) -> Move:
        commands = decide(assistant, tracker, meaning(assistant, self.intent))
        return Move(says=f"/{self.intent}", commands=commands, intent=self.intent)


def meaning(assistant: Assistant, name: str) -> Parse:
    """
    A message that certainly means this, and says nothing else.
    """
    intent = Intent(name=name, confidence=1.0)
    certain = name in assistant.policy.interrupts
    alarm = Alarm(intent=name, level="certain", confidence=1.0) if certain else None
    return Parse(text="", intent=intent, ranking=(intent,), alarm=alarm)


def unclear(assistant: Assistant) -> tuple[Command, ...]:
    """
    A message that may mean one of two things.
    """
    named = [name for name in assistant.flows if f"utter_name_{name}" in assistant.responses["en"]]
    return (Clarify(flows=tuple(named[:2])),)


def _corrections(
    assistant: Assistant, flows: set[str], answered: str | None = None
) -> Iterator[Trial]:
    """
    Every answer to a question of these flows, changed to every other value; but for the one that is asked now.
    """
    for name in assistant.flows:
        if name in flows and name != BASE:
            for step in assistant.flows[name].steps.values():
                asks = isinstance(step, Collect) and step.slot != answered
                if asks and isinstance(step, Collect) and assistant.slots[step.slot].closed:
                    yield from _corrected(assistant, name, step)


def _corrected(assistant: Assistant, flow: str, step: Collect) -> Iterator[Trial]:
    values = [each for each in choices_of(assistant, step.slot) if each is not None]
    for value in values:
        others = tuple(old for old in values if old != value)
        if others:
            yield Trial(
                kind="correction",
                make=_Corrects(step.slot, value),
                given={step.slot: others},
                asked={step.slot: Asked(flow=flow, step=step.id)},
            )


@dataclass(frozen=True, slots=True)
class _Corrects:
    slot: str
    value: Value

    def __call__(self, _assistant: Assistant, _tracker: Tracker) -> Move:
        return Move(
            says=f"({self.slot}: {self.value})",
            commands=(SetSlot(slot=self.slot, value=self.value),),
            corrects=(self.slot, self.value),
        )


def _back_to(place: Place, question: Collect) -> Trial:
    """
    Back, right after the question of this place was answered.
    """
    return Trial(
        kind="back",
        make=lambda _assistant, _tracker: Move(says="/back", commands=(GoBack(),), intent="back"),
        history=(Answered(stack=place.stack, slot=question.slot, before={question.slot: None}),),
        starts_at=Place(),
    )
