"""
Goes through every state that conversations can reach, breadth first, and notes what goes wrong on the way.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from itertools import product

from bot.domain.assistant import Assistant
from bot.domain.command import Command
from bot.domain.event import BotUttered, Event, FlowCompleted, StepEntered
from bot.domain.rule import LeadsBack, Rule
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.advance import advance, resume
from bot.engine.check.judge import broken, remembered, spoken
from bot.engine.check.liveness import Key, canonical
from bot.engine.check.moves import Move
from bot.engine.draft import open_question
from bot.engine.turn import ActionResult, Turn
from bot.errors import TooManySteps

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=timezone.utc)
MAX_BUBBLES = 3
Outcome = tuple[tuple[str, Value], ...]
Moves = Callable[[Assistant, Tracker], Iterable[Move]]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """
    A tracker, the remembered tags said on the way to it, and the way itself as a link to the state before.

    `base` is the question that was open when an alarm was raised, until its flow is over.
    """

    tracker: Tracker
    said: frozenset[str]
    before: State | None = None
    move: Move | None = None
    outcome: Outcome = ()
    base: tuple[str, str, str] | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    Something wrong, and the shortest way there: `rule` is the sentence, `detail` what happened, `at` flow and step.
    """

    kind: str
    rule: str
    detail: str
    at: tuple[str, str]
    way: tuple[tuple[Move, Outcome], ...]
    file: str = ""
    line: int = 0


@dataclass(slots=True, kw_only=True)
class Result:
    """
    What an exploration saw.
    """

    states: int = 0
    transitions: int = 0
    depth: int = 0
    cut: int = 0
    findings: dict[tuple[str, str, str], Finding] = field(default_factory=dict)
    steps: set[tuple[str, str]] = field(default_factory=set)
    responses: set[str] = field(default_factory=set)
    places: dict[Key, State] = field(default_factory=dict)

    def merge(self, other: Result) -> None:
        """
        Add what another exploration saw; the shorter way to a finding stays.
        """
        self.states += other.states
        self.transitions += other.transitions
        self.depth = max(self.depth, other.depth)
        self.cut += other.cut
        self.steps |= other.steps
        self.responses |= other.responses
        for key, finding in other.findings.items():
            known = self.findings.get(key)
            if known is None or len(finding.way) < len(known.way):
                self.findings[key] = finding


class Explorer:
    """
    Explores one assistant under one set of rules.
    """

    def __init__(
        self,
        assistant: Assistant,
        rules: Sequence[Rule],
        progress: Callable[[Result], None] = lambda _result: None,
    ) -> None:
        self.assistant = assistant
        self.rules = tuple(rules)
        self.result = Result()
        self._key = canonical(assistant, self.rules)
        self._remembered = remembered(self.rules)
        self._outcomes = {name: outcomes(assistant, name) for name in assistant.custom_actions}
        self._progress = progress
        self._seen: set[tuple[Key, frozenset[str], object]] = set()

    def explore(
        self, roots: Iterable[State], moves: Moves, *, stop: Callable[[State], bool], limit: int
    ) -> Result:
        """
        Every state that `moves` lead to from the roots, at most `limit`; nothing is tried in states where `stop` holds.
        """
        front = deque(state for root in roots for state in self._new(root))
        while front:
            if self.result.states >= limit:
                self.result.cut += len(front)
                break
            state = front.popleft()
            if stop(state):
                continue
            for move in moves(self.assistant, state.tracker):
                for reached in self.after(state, move):
                    front.extend(self._new(reached))
        return self.result

    def _new(self, state: State) -> Iterator[State]:
        key = (self._key(state.tracker), state.said, state.base)
        if key in self._seen:
            return
        self._seen.add(key)
        self.result.states += 1
        self.result.depth = max(self.result.depth, state.depth)
        place = tuple((frame.flow, frame.step) for frame in state.tracker.stack)
        self.result.places.setdefault(place, state)
        if self.result.states % 1000 == 0:
            self._progress(self.result)
        yield state

    def after(self, state: State, move: Move) -> Iterator[State]:
        """
        The states that a move leads to, one for each outcome of the custom actions on the way; each is judged.
        """
        try:
            turn = advance(self.assistant, state.tracker, move.commands, NOW)
        except TooManySteps as error:
            self._note(
                state,
                move,
                (),
                "loop",
                "The flows never run in a circle.",
                f"{error.flow} {error.step}",
            )
            return
        yield from self._finish(state, move, turn, turn.events, ())

    def _finish(
        self, state: State, move: Move, turn: Turn, events: tuple[Event, ...], taken: Outcome
    ) -> Iterator[State]:
        if turn.action is None:
            yield self._judged(state, move, turn.tracker, events, taken)
            return
        for outcome in self._outcomes[turn.action]:
            result = ActionResult(slots=outcome)
            try:
                after = resume(self.assistant, turn.tracker, result, NOW)
            except TooManySteps as error:
                self._note(
                    state,
                    move,
                    taken,
                    "loop",
                    "The flows never run in a circle.",
                    f"{error.flow} {error.step}",
                )
                continue
            yield from self._finish(state, move, after, events + after.events, taken + outcome)

    def _judged(
        self,
        state: State,
        move: Move,
        tracker: Tracker,
        events: tuple[Event, ...],
        taken: Outcome,
    ) -> State:
        self.result.transitions += 1
        said = spoken(events, state.tracker.slots, state.said)
        for event in events:
            if isinstance(event, StepEntered):
                self.result.steps.add((event.flow, event.step))
            elif isinstance(event, BotUttered):
                self.result.responses.add(event.message.response)
        for rule, detail in broken(self.rules, said, move.intent):
            self._note(state, move, taken, "rule", rule.name, detail, rule)
        for kind, sentence, detail in _always(self.assistant, tracker, len(said)):
            self._note(state, move, taken, kind, sentence, detail)
        tags = frozenset().union(state.said, *(each.tags for each in said)) & self._remembered
        return State(
            tracker=tracker,
            said=tags,
            before=state,
            move=move,
            outcome=taken,
            base=self._base(state, move, tracker, events, taken),
            depth=state.depth + 1,
        )

    def _base(
        self,
        state: State,
        move: Move,
        tracker: Tracker,
        events: tuple[Event, ...],
        taken: Outcome,
    ) -> tuple[str, str, str] | None:
        """
        Keep the question under an alarm in mind, and see that it is open again when the alarm's flow is over.
        """
        if state.base is None:
            return self._interrupted(state, move)
        alarm, flow, step = state.base
        over = any(isinstance(event, FlowCompleted) and event.flow == alarm for event in events)
        if not over:
            return state.base
        if tracker.stack and (flow, step) != (tracker.stack[-1].flow, tracker.stack[-1].step):
            for rule in self.rules:
                if isinstance(rule, LeadsBack):
                    self._note(
                        state,
                        move,
                        taken,
                        "rule",
                        rule.name,
                        f"{flow} {step} isn't asked again",
                        rule,
                    )
        return None

    def _interrupted(self, state: State, move: Move) -> tuple[str, str, str] | None:
        back = {name for rule in self.rules if isinstance(rule, LeadsBack) for name in rule.after}
        if move.intent not in back or open_question(self.assistant, state.tracker.stack) is None:
            return None
        top = state.tracker.stack[-1]
        return (self.assistant.triggers[move.intent or ""].id, top.flow, top.step)

    def _note(  # noqa: PLR0913, PLR0917 - each is one thing that a finding tells
        self,
        state: State,
        move: Move,
        taken: Outcome,
        kind: str,
        sentence: str,
        detail: str,
        rule: Rule | None = None,
    ) -> None:
        way = (*way_to(state), (move, taken))
        top = state.tracker.stack[-1] if state.tracker.stack else None
        finding = Finding(
            kind=kind,
            rule=sentence,
            detail=detail,
            at=(top.flow, top.step) if top else ("", ""),
            way=way,
            file=rule.file if rule else "",
            line=rule.line if rule else 0,
        )
        known = self.result.findings.get((kind, sentence, detail))
        if known is None or len(way) < len(known.way):
            self.result.findings[kind, sentence, detail] = finding


def _always(
    assistant: Assistant, tracker: Tracker, bubbles: int
) -> Iterator[tuple[str, str, str]]:
    """
    What must hold after every turn, whatever the rules say.
    """
    top = tracker.stack[-1] if tracker.stack else None
    at = f"{top.flow} {top.step}" if top else "an empty stack"
    if bubbles == 0:
        yield "silence", "Every message is answered.", at
    if bubbles > MAX_BUBBLES:
        yield "bubbles", f"A turn has at most {MAX_BUBBLES} bubbles.", f"{bubbles} before {at}"
    if open_question(assistant, tracker.stack) is None and tracker.stack:
        yield "dead end", "Every turn ends with a question.", at
    if len(tracker.stack) > assistant.policy.max_stack:
        yield "stack", "The stack keeps to its limit.", at


def outcomes(assistant: Assistant, action: str) -> tuple[Outcome, ...]:
    """
    What a custom action may set: every combination of the values that the slots it fills can take.
    """
    slots = [
        slot
        for slot in assistant.slots.values()
        if slot.closed and any(mapping.action == action for mapping in slot.mappings)
    ]
    choices = [[(slot.name, value) for value in slot.values or (True, False)] for slot in slots]
    return tuple(product(*choices))


def way_to(state: State | None) -> tuple[tuple[Move, Outcome], ...]:
    """
    The moves that lead to a state, from the first.
    """
    way: list[tuple[Move, Outcome]] = []
    while state is not None and state.move is not None:
        way.append((state.move, state.outcome))
        state = state.before
    return tuple(reversed(way))


def commands_of(way: Sequence[tuple[Move, Outcome]]) -> list[tuple[Command, ...]]:
    """
    The commands of each turn of a way.
    """
    return [move.commands for move, _ in way]
