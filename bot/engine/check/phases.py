"""
The parts of a check: the whole way from every opening, every flow by itself, and every turning from every place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from math import prod

from bot.domain.assistant import Assistant
from bot.domain.command import Command, SessionStart, SetSlot, StartFlow
from bot.domain.flow import Collect
from bot.domain.rule import Rule
from bot.domain.slot import Value
from bot.domain.tracker import Frame, Tracker
from bot.engine.check.explore import NOW, Explorer, Result, State
from bot.engine.check.liveness import Key, live_slots
from bot.engine.check.moves import Move, answers, begin, digressions, starts
from bot.engine.check.values import possible_values
from bot.engine.draft import open_question

TOLD_AT_ONCE = ("age_in_image", "country", "who_for")
"""What opening messages tell besides what happened, and what decides which help is right."""
MOST_VALUATIONS = 3000
BASE = "opening"
Progress = Callable[[str, Result], None]


def openings(assistant: Assistant) -> list[Move]:
    """
    Every first message: what happened, the age, the country, whom it is about, each told or not.
    """
    told = [_told(assistant, name) for name in TOLD_AT_ONCE if name in assistant.slots]
    moves = []
    for intent in (None, *assistant.policy.openings):
        for facts in product(*told):
            sets = tuple(each for each in facts if each is not None)
            moves.append(_opening(assistant, intent, sets))
    return moves


def _told(assistant: Assistant, name: str) -> list[SetSlot | None]:
    values = possible_values(assistant)[name]
    return [None, *(SetSlot(slot=name, value=value) for value in values)]


def _opening(assistant: Assistant, intent: str | None, facts: tuple[SetSlot, ...]) -> Move:
    start: tuple[Command, ...] = ()
    if intent is not None:
        start = (*_meant_by(assistant, intent), StartFlow(flow=assistant.triggers[intent].id))
    told = ", ".join(f"{each.slot}: {each.value}" for each in facts)
    return Move(
        says=f"/{intent or 'greet'}" + (f" ({told})" if told else ""),
        commands=(SessionStart(), *facts, *start),
        intent=intent,
    )


def _meant_by(assistant: Assistant, intent: str) -> Iterator[SetSlot]:
    """
    The slots that an intent fills by itself.
    """
    for slot in assistant.slots.values():
        for mapping in slot.mappings:
            if mapping.requested_slot is None and intent in mapping.intents:
                yield SetSlot(slot=slot.name, value=mapping.value)
                break


def whole_way(
    assistant: Assistant,
    rules: Sequence[Rule],
    moves: Sequence[Move],
    limit: int,
    progress: Progress,
) -> Explorer:
    """
    From these openings through every answer, until nothing is open any more.
    """
    explorer = Explorer(assistant, rules, lambda result: progress("whole way", result))
    nothing = State(tracker=Tracker(), said=frozenset())
    roots = [reached for move in moves for reached in explorer.after(nothing, move)]
    explorer.explore(roots, answers, stop=_nothing_open, limit=limit)
    return explorer


def _nothing_open(state: State) -> bool:
    return not state.tracker.stack or state.tracker.stack[0].flow == "pattern_completed"


def each_flow(
    assistant: Assistant,
    rules: Sequence[Rule],
    flows: Sequence[str],
    limit: int,
    progress: Progress,
) -> Explorer:
    """
    Each of these flows by itself, over an open question, with every combination of the slots that it reads.

    Flows that read more than `MOST_VALUATIONS` combinations are left to the whole way.
    """
    explorer = Explorer(assistant, rules, lambda result: progress("each flow", result))
    for flow in flows:
        roots = [
            reached
            for tracker in _standing(assistant, flow)
            for reached in explorer.after(State(tracker=tracker, said=frozenset()), begin(flow))
        ]
        explorer.explore(roots, answers, stop=_only_base, limit=explorer.result.states + limit)
    return explorer


def _standing(assistant: Assistant, flow: str) -> Iterator[Tracker]:
    """
    A conversation at its first question, with each combination of slots that the flow tells apart.
    """
    question = next(
        step for step in assistant.flows[BASE].steps.values() if isinstance(step, Collect)
    )
    stack = (Frame(flow=BASE, step=question.id),)
    for slots in _valuations(assistant, flow):
        yield Tracker(slots=slots, stack=stack, last_seen=NOW)


def _valuations(assistant: Assistant, flow: str) -> Iterator[Mapping[str, Value]]:
    first = assistant.flows[flow].first
    values = possible_values(assistant)
    read = sorted(name for name in live_slots(assistant)[flow, first] if name in values)
    choices: list[tuple[Value, ...]] = [(None, *values[name]) for name in read]
    if prod(len(each) for each in choices) > MOST_VALUATIONS:
        return
    for combination in product(*choices):
        yield {
            name: value for name, value in zip(read, combination, strict=True) if value is not None
        }


def _only_base(state: State) -> bool:
    stack = state.tracker.stack
    return len(stack) <= 1 or stack[0].flow != BASE


def every_turning(
    assistant: Assistant,
    rules: Sequence[Rule],
    places: Sequence[State],
    limit: int,
    progress: Progress,
) -> Explorer:
    """
    From each place, every message that leads elsewhere, and on through its answers until the question is back.
    """
    explorer = Explorer(assistant, rules, lambda result: progress("every turning", result))
    for place in places:
        below = len(place.tracker.stack)
        roots = [
            reached
            for move in digressions(assistant, place.tracker)
            for reached in explorer.after(place, move)
        ]
        stop = partial(_is_back, below, place.depth + MOST_TURNS)
        explorer.explore(roots, answers, stop=stop, limit=explorer.result.states + limit)
    return explorer


def _is_back(below: int, deepest: int, state: State) -> bool:
    return len(state.tracker.stack) <= below or state.depth > deepest


MOST_TURNS = 12
"""How many turns of a digression are followed; none that ends takes longer."""


def places_with_questions(assistant: Assistant, places: Mapping[Key, State]) -> list[State]:
    """
    One state for each stack at which a question is open.
    """
    return [
        state
        for state in places.values()
        if open_question(assistant, state.tracker.stack) is not None
    ]


def startable(assistant: Assistant) -> list[str]:
    """
    The flows to explore by themselves.
    """
    return list(starts(assistant))
