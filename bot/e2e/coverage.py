"""
What of the assistant a set of conversations visits: steps, branches, answers, responses; and what none does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.domain.assistant import Assistant
from bot.domain.event import (
    BotUttered,
    Event,
    FlowCancelled,
    FlowCompleted,
    FlowStarted,
    SlotWasSet,
    StepEntered,
)
from bot.domain.flow import END, Branch, Collect, Flow, Step
from bot.domain.slot import Slot, Value
from bot.e2e.run import Report
from bot.engine.graph import branch_name, step_name

NOT_SAID_ALONE = ("utter_name_", "utter_word_")
"""Names of flows, and words that are set into other sentences."""


@dataclass(slots=True, kw_only=True)
class Visits:
    """
    What was visited so far, in the words of the report: `flow.step`, `flow.step -> step`, `flow.step: slot=value`, names.

    Branches of a step that lead to the same step count as one.
    """

    steps: set[str] = field(default_factory=set)
    branches: set[str] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)
    responses: set[str] = field(default_factory=set)

    def add(self, turns: Iterable[Sequence[Event]]) -> None:
        """
        Add one conversation, turn by turn.
        """
        trail = _Trail(self)
        for events in turns:
            trail.follow(events)


class _Trail:
    """
    One conversation's way: the step that each flow stood at last, and the question that waits.
    """

    def __init__(self, visits: Visits) -> None:
        self._visits = visits
        self._at: dict[str, str] = {}
        self._waiting: StepEntered | None = None

    def follow(self, events: Sequence[Event]) -> None:
        """
        One turn.
        """
        waiting = self._waiting
        for event in events:
            if isinstance(event, SlotWasSet) and waiting is not None:
                self._visits.answers.add(
                    answer_name(waiting.flow, waiting.step, event.slot, event.value)
                )
            self._move(event)

    def _move(self, event: Event) -> None:
        match event:
            case StepEntered():
                self._visits.steps.add(step_name(event.flow, event.step))
                self._leave(event.flow, event.step)
                self._at[event.flow] = event.step
                self._waiting = event
            case FlowCompleted():
                self._leave(event.flow, END)
                self._at.pop(event.flow, None)
            case FlowStarted() | FlowCancelled():
                self._at.pop(event.flow, None)
            case BotUttered():
                self._visits.responses.add(event.message.response)
            case _:
                pass

    def _leave(self, flow: str, then: str) -> None:
        if flow in self._at:
            self._visits.branches.add(branch_name(flow, self._at[flow], then))


def answer_name(flow: str, step: str, slot: str, value: Value) -> str:
    """
    An answer to a question as the report names it.
    """
    shown = str(value).lower() if isinstance(value, bool) else value
    return f"{flow}.{step}: {slot}={shown}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """
    Something that was not visited, and where it is written.
    """

    name: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """
    How many of `all` things were visited, and which were not, in the order of the files.
    """

    all: int
    missing: tuple[Missed, ...]

    @property
    def percent(self) -> float:
        """
        The share that was visited, 0 to 100; of nothing, everything was.
        """
        return 100 * (self.all - len(self.missing)) / self.all if self.all else 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """
    What conversations visited of an assistant.
    """

    steps: Share
    branches: Share
    answers: Share
    responses: Share


def visits_of(report: Report) -> Visits:
    """
    What the conversations of a test run visited.
    """
    visits = Visits()
    for result in report.results:
        visits.add(played.answer.events for played in result.played)
    return visits


def coverage(assistant: Assistant, visits: Visits) -> Coverage:
    """
    How much of the assistant was visited; answers are those of yes/no and multiple-choice questions.
    """
    steps = [(flow, step) for flow in assistant.flows.values() for step in flow.steps.values()]
    return Coverage(
        steps=_share((_at(f, s, step_name(f.id, s.id)) for f, s in steps), visits.steps),
        branches=_share((each for f, s in steps for each in _branches(f, s)), visits.branches),
        answers=_share(
            (each for f, s in steps for each in _answers(assistant, f, s)), visits.answers
        ),
        responses=_share(_responses(assistant), visits.responses),
    )


def _share(things: Iterable[Missed], visited: set[str]) -> Share:
    known = {each.name: each for each in things}
    return Share(
        all=len(known), missing=tuple(each for each in known.values() if each.name not in visited)
    )


def _at(flow: Flow, step: Step, name: str) -> Missed:
    return Missed(name=name, file=flow.file, line=step.line)


def _branches(flow: Flow, step: Step) -> Iterator[Missed]:
    for then in dict.fromkeys(_targets(step.next)):
        yield _at(flow, step, branch_name(flow.id, step.id, then))


def _targets(branches: Sequence[Branch]) -> Iterator[str]:
    """
    Where branches lead; where none of them need hold, the flow may end there.
    """
    yield from (branch.then for branch in branches)
    if branches and all(branch.condition is not None for branch in branches):
        yield END


def _answers(assistant: Assistant, flow: Flow, step: Step) -> Iterator[Missed]:
    if isinstance(step, Collect):
        for value in _values(assistant.slots[step.slot]):
            yield _at(flow, step, answer_name(flow.id, step.id, step.slot, value))


def _values(slot: Slot) -> tuple[Value, ...]:
    return (True, False) if slot.type == "bool" else slot.values


def _responses(assistant: Assistant) -> Iterator[Missed]:
    for name, response in assistant.responses["en"].items():
        if not name.startswith(NOT_SAID_ALONE):
            yield Missed(name=name, file=response.file, line=response.line)
