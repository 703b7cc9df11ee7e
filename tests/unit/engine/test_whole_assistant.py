"""
What must hold of the whole assistant, whatever is asked of it in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.assistant import Assistant
from bot.domain.command import (
    Acknowledge,
    CancelFlow,
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
from bot.domain.message import BotMessage
from bot.domain.serial import MAX_STATE, tracker_from_json, tracker_to_json
from bot.domain.slot import Slot, Value
from bot.domain.tracker import Tracker
from bot.engine.advance import advance, resume
from bot.engine.decide import decide_tap
from bot.engine.draft import open_question
from bot.engine.flows import alarms
from bot.engine.payload import parse_payload
from bot.engine.session import in_session
from bot.engine.turn import ActionResult
from bot.loading.assistant import load_assistant
from tests.build import NOW

ASSISTANT: Assistant = load_assistant(Path(__file__).parents[3])
DANGER = "immediate_danger"
TEXTS = st.sampled_from(["instagram", "US", "GB", "AU", "R-1", "stopncii", "x"])
LINKS = st.lists(st.sampled_from([f"https://site.example/{n}" for n in range(9)]), max_size=4)
SILENCES = st.sampled_from([timedelta(seconds=20)] * 9 + [timedelta(hours=2)])


def values(slot: Slot) -> st.SearchStrategy[Value]:
    """
    Any value that the slot may have.
    """
    known: dict[str, st.SearchStrategy[Value]] = {
        "bool": st.booleans(),
        "float": st.integers(0, 99).map(float),
        "list": LINKS.map(list),
        "text": TEXTS,
        "any": TEXTS,
    }
    return st.sampled_from(slot.values) if slot.values else known[slot.type]


def computed(slot: Slot) -> st.SearchStrategy[Value]:
    """
    Any value that an action may give the slot: its lists are of flows to offer.
    """
    return OFFERS.map(list) if slot.type == "list" else values(slot)


def told() -> Iterator[str]:
    """
    The slots that a message can fill.
    """
    for slot in ASSISTANT.slots.values():
        if any(mapping.type in ("from_entity", "from_intent") for mapping in slot.mappings):
            yield slot.name


STARTABLE = sorted(
    {
        *(flow.id for flow in ASSISTANT.triggers.values()),
        *(
            payload.flow
            for response in ASSISTANT.responses["en"].values()
            for variation in response.variations
            for button in variation.buttons
            if (payload := parse_payload(button.payload)) and payload.flow
        ),
    }
)
FLOWS = st.sampled_from(STARTABLE)
NAMED = [flow for flow in STARTABLE if f"utter_name_{flow}" in ASSISTANT.responses["en"]]
ALARMS = st.sampled_from([ASSISTANT.triggers[each].id for each in ASSISTANT.policy.interrupts])
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from(sorted(told())).flatmap(
        lambda name: values(ASSISTANT.slots[name]).map(lambda v: SetSlot(slot=name, value=v))
    ),
    FLOWS.map(lambda flow: StartFlow(flow=flow)),
    st.builds(SkipQuestion),
    st.builds(GoBack),
    st.builds(CancelFlow),
    st.lists(st.sampled_from(NAMED), min_size=2, max_size=3, unique=True).map(
        lambda flows: Clarify(flows=tuple(flows))
    ),
    st.sampled_from(["not_understood", "empty", "too_long", "attachment"]).map(
        lambda reason: CannotHandle(reason=reason)
    ),
    ALARMS.map(lambda flow: CheckIn(flow=flow)),
    st.none().map(lambda _: Acknowledge()),
    FLOWS.map(lambda flow: Acknowledge(flow=flow)),
    ALARMS.map(lambda flow: Interrupt(flow=flow)),
)
OFFERS = st.lists(st.sampled_from(NAMED), max_size=6, unique=True)
PASSING = [flow for flow in ASSISTANT.flows if flow.startswith("pattern_")]
DEEPEST = 3
"""Flows that call flows that call flows, once everything that was asked for lies on the stack."""
Press = int
"""The number of a button; the first one if there aren't as many."""
MOVES = st.lists(
    st.tuples(SILENCES, st.one_of(st.integers(0, 9), st.lists(COMMANDS, min_size=1, max_size=4))),
    min_size=8,
    max_size=40,
)


@dataclass(kw_only=True)
class Walk:
    """
    A conversation that is stored and loaded between its turns, with actions that answer as they please.
    """

    data: st.DataObject
    tracker: Tracker = field(default_factory=Tracker)
    now: datetime = NOW

    def go(self, silence: timedelta, move: Press | list[Command]) -> list[BotMessage]:
        """
        One turn.
        """
        self.now += silence
        commands = self._pressed(move) if isinstance(move, int) else tuple(move)
        return self.turn(*in_session(ASSISTANT, self.tracker, commands, self.now))

    def _pressed(self, number: int) -> tuple[Command, ...]:
        options = self.tracker.options
        if not options:
            return (CannotHandle(),)
        pressed = decide_tap(ASSISTANT, self.tracker, options[number % len(options)].payload)
        assert pressed is not None
        return pressed

    def turn(self, *commands: Command) -> list[BotMessage]:
        """
        One turn with the actions that it needs.
        """
        turn = advance(ASSISTANT, self.tracker, commands, self.now)
        messages = list(turn.messages)
        while turn.action is not None:
            turn = resume(ASSISTANT, turn.tracker, self._acted(turn.action), self.now)
            messages += turn.messages
        kept = tracker_to_json(turn.tracker)
        assert len(kept) <= MAX_STATE
        self.tracker = tracker_from_json(kept)
        return messages

    def _acted(self, action: str) -> ActionResult:
        sets = [
            slot
            for slot in ASSISTANT.slots.values()
            if any(mapping.action == action for mapping in slot.mappings)
        ]
        drawn = ((slot.name, self.data.draw(computed(slot))) for slot in sets)
        return ActionResult(slots=tuple(drawn))


def open_step(tracker: Tracker) -> tuple[str, str] | None:
    """
    The question that waits, by flow and step.
    """
    if open_question(ASSISTANT, tracker.stack) is None:
        return None
    return tracker.stack[-1].flow, tracker.stack[-1].step


@settings(max_examples=150)
@given(MOVES, st.data())
def test_every_turn_ends_with_words_and_an_open_question(
    moves: list[tuple[timedelta, int | list[Command]]], data: st.DataObject
) -> None:
    """
    Nothing raises, nothing runs for ever, the stack is bounded, and the state stays small through storing.
    """
    walk = Walk(data=data)
    for silence, move in moves:
        messages = walk.go(silence, move)

        assert messages
        assert open_step(walk.tracker) is not None
        assert len(walk.tracker.stack) <= ASSISTANT.policy.max_stack + DEEPEST


@settings(max_examples=100)
@given(MOVES, SILENCES, st.data())
def test_danger_is_answered_in_the_same_turn_and_leads_back(
    moves: list[tuple[timedelta, int | list[Command]]], silence: timedelta, data: st.DataObject
) -> None:
    """
    From every state, first of all that is said; then the question that was open is asked again. Another alarm begins anew.
    """
    walk = Walk(data=data)
    for pause, move in moves:
        walk.go(pause, move)
    before = open_step(walk.tracker)
    first, *_ = walk.go(timedelta(seconds=20), [Interrupt(flow=DANGER)])

    assert "emergency_number" in first.tags
    walk.turn(SetSlot(slot="danger_over", value="yes"))
    walk.turn(SetSlot(slot="go_on", value="yes"))
    assert before is not None or not moves
    if before is not None and before[0] not in (DANGER, *PASSING):
        back = (before[0], "ask") if before[0] in alarms(ASSISTANT) else before
        assert back == open_step(walk.tracker)
