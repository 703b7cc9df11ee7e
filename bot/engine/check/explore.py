"""
Goes through the states that conversations reach from their first message, breadth first, as far as a limit allows.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import product

from bot.domain.assistant import Assistant
from bot.domain.event import BotUttered, Event, StepEntered
from bot.domain.rule import Rule, Saying
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.advance import advance, resume
from bot.engine.check.finding import Finding, Outcome, Seen, place_of
from bot.engine.check.judge import Judged, broken, changed, open_flows, remembered, spoken
from bot.engine.check.liveness import canonical
from bot.engine.check.moves import NOW, Move
from bot.engine.draft import open_question
from bot.engine.turn import ActionResult, Said, Turn
from bot.errors import TooManySteps

MAX_BUBBLES = 3
Moves = Callable[[Assistant, Tracker], Iterable[Move]]
Acted = tuple[Outcome, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """
    A tracker, the remembered tags said on the way to it, and the way itself as a link to the state before.
    """

    tracker: Tracker
    said: frozenset[str] = frozenset()
    before: State | None = None
    move: Move | None = None
    outcome: Outcome = ()
    depth: int = 0


class Explorer:
    """
    Explores one assistant (best without its words, see `bare`) under one set of rules.
    """

    def __init__(
        self,
        assistant: Assistant,
        rules: Sequence[Rule],
        progress: Callable[[int], None] = lambda _states: None,
    ) -> None:
        self.assistant = assistant
        self.rules = tuple(rules)
        self.seen = Seen()
        self._key = canonical(assistant, self.rules)
        self._remembered = remembered(self.rules)
        self._outcomes = {name: outcomes(assistant, name) for name in assistant.custom_actions}
        self._progress = progress
        self._known: set[tuple[object, frozenset[str]]] = set()

    def explore(self, roots: Iterable[State], moves: Moves, *, limit: int) -> Seen:
        """
        The states that `moves` lead to from the roots, until there are `limit` of them; how many were left is in `cut`.

        Nothing is tried any more once the stack is empty but for what comes when all is done.
        """
        front = deque(state for root in roots for state in self._new(root))
        while front and self.seen.states < limit:
            state = front.popleft()
            if _nothing_open(state):
                continue
            for move in moves(self.assistant, state.tracker):
                for reached in self.after(state, move):
                    front.extend(self._new(reached))
        self.seen.cut += len(front)
        return self.seen

    def _new(self, state: State) -> Iterator[State]:
        key = (self._key(state.tracker), state.said)
        if key in self._known:
            return
        self._known.add(key)
        self.seen.keys.add(blake2b(repr(key).encode(), digest_size=8).digest())
        self.seen.states += 1
        self.seen.depth = max(self.seen.depth, state.depth)
        if self.seen.states % 1000 == 0:
            self._progress(self.seen.states)
        yield state

    def after(self, state: State, move: Move) -> Iterator[State]:
        """
        The states that a move leads to, one for each outcome of the custom actions on the way; each is judged.
        """
        try:
            turn = advance(self.assistant, state.tracker, move.commands, NOW)
        except TooManySteps as error:
            self._circle(state, move, (), error)
            return
        yield from self._finish(state, move, turn, turn.events, ())

    def _finish(
        self, state: State, move: Move, turn: Turn, events: tuple[Event, ...], taken: Outcome
    ) -> Iterator[State]:
        if turn.action is None:
            yield self._judged(state, move, turn.tracker, events, taken)
            return
        for outcome, response in self._outcomes[turn.action]:
            said = (Said(response=response, arguments={}),) if response else ()
            result = ActionResult(slots=outcome, said=said)
            try:
                after = resume(self.assistant, turn.tracker, result, NOW)
            except TooManySteps as error:
                self._circle(state, move, taken + outcome, error)
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
        self.seen.transitions += 1
        slots = dict(state.tracker.slots)
        said = spoken(events, slots, state.said)
        self._note_visits(events)
        turn = Judged(
            said=said,
            before=slots,
            after=tracker.slots,
            changed=changed(events),
            move=move,
            earlier=state.said,
            open_before=open_flows(state.tracker, events),
            open_after=open_flows(tracker),
            at=_top(tracker) or ("", ""),
        )
        for each in broken(self.rules, turn):
            self._note(state, move, taken, ("rule", each.rule.name, each.detail), each.at)
        for name, at in _always(self.assistant, tracker, turn):
            self._note(state, move, taken, name, at)
        tags = frozenset().union(state.said, *(each.names for each in said)) & self._remembered
        return State(
            tracker=tracker,
            said=tags,
            before=state,
            move=move,
            outcome=taken,
            depth=state.depth + 1,
        )

    def _note_visits(self, events: tuple[Event, ...]) -> None:
        for event in events:
            if isinstance(event, StepEntered):
                self.seen.steps.add((event.flow, event.step))
            elif isinstance(event, BotUttered):
                self.seen.responses.add(event.message.response)

    def _circle(self, state: State, move: Move, taken: Outcome, error: TooManySteps) -> None:
        name = ("circle", CIRCLE, f"{error.flow} {error.step}")
        self._note(state, move, taken, name, (error.flow, error.step))

    def _note(
        self,
        state: State,
        move: Move,
        taken: Outcome,
        name: tuple[str, str, str],
        at: tuple[str, str],
    ) -> None:
        kind, rule, detail = name
        file, line = place_of(self.assistant, at)
        self.seen.note(
            Finding(
                kind=kind,
                rule=rule,
                detail=detail,
                file=file,
                line=line,
                way=(*way_to(state), (move, taken)),
            )
        )


CIRCLE = "No flow runs in a circle without a question."


def _nothing_open(state: State) -> bool:
    return not state.tracker.stack or state.tracker.stack[0].flow == "pattern_completed"


def _always(
    assistant: Assistant, tracker: Tracker, turn: Judged
) -> Iterator[tuple[tuple[str, str, str], tuple[str, str]]]:
    """
    What must hold after every turn, whatever the rules say.
    """
    at = _top(tracker) or ("", "")
    here = " ".join(at)
    bubbles = turn.bubbles
    if not bubbles:
        yield ("silence", "Every message is answered.", here), at
    if len(bubbles) > MAX_BUBBLES:
        said = ", ".join(each.name for each in bubbles)
        name = ("bubbles", f"A turn has at most {MAX_BUBBLES} bubbles.", said)
        yield name, bubbles[MAX_BUBBLES].at
    if tracker.stack and open_question(assistant, tracker.stack) is None:
        yield ("dead end", "Every turn ends with a question.", here), at
    if len(tracker.stack) > assistant.policy.max_stack:
        yield ("stack", "The stack keeps to its limit.", here), at


def _top(tracker: Tracker) -> tuple[str, str] | None:
    return (tracker.stack[-1].flow, tracker.stack[-1].step) if tracker.stack else None


def outcomes(assistant: Assistant, action: str) -> tuple[Acted, ...]:
    """
    What a custom action may do: each way in which it may speak, with every combination of values that it can set.
    """
    slots = [
        slot
        for slot in assistant.slots.values()
        if slot.closed and any(mapping.action == action for mapping in slot.mappings)
    ]
    found: list[Acted] = []
    for saying in assistant.says.get(action, (Saying(),)):
        told: dict[str, Value] = dict(saying.slots)
        choices = [
            [(each.name, value) for value in _values_of(told, each.name, each.values)]
            for each in slots
        ]
        found += [(combination, saying.response) for combination in product(*choices)]
    return tuple(found)


def _values_of(told: dict[str, Value], slot: str, values: tuple[str, ...]) -> tuple[Value, ...]:
    return (told[slot],) if slot in told else values or (True, False)


def way_to(state: State | None) -> tuple[tuple[Move, Outcome], ...]:
    """
    The moves that lead to a state, from the first.
    """
    way: list[tuple[Move, Outcome]] = []
    while state is not None and state.move is not None:
        way.append((state.move, state.outcome))
        state = state.before
    return tuple(reversed(way))
