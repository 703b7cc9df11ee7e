"""
The engine alone: taps through the whole assistant, without storage, network or understanding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import perf_counter

from bench.figures import line
from bot.domain.assistant import Assistant
from bot.domain.command import Command
from bot.domain.tracker import Tracker
from bot.engine.advance import advance, resume
from bot.engine.decide import decide_tap
from bot.engine.session import in_session
from bot.engine.turn import ActionResult, Turn
from bot.loading.assistant import load_assistant

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
TALKS = 20
TURNS = 40
REPEATS = 10

Step = tuple[Tracker, tuple[Command, ...], datetime]


def engine_lines() -> Iterator[str]:
    """
    Turns a second, each with all that its options, responses and conditions cost.
    """
    assistant = load_assistant(ROOT)
    steps = [step for number in range(TALKS) for step in talk(assistant, number)]
    best = min(_timed(assistant, steps) for _ in range(REPEATS))
    yield line(
        f"engine, {len(steps)} taps of {TALKS} talks",
        f"{len(steps) / best:,.0f} turns/s",
        ">= 20,000",
    )


def talk(assistant: Assistant, number: int) -> Iterator[Step]:
    """
    A talk that taps its way: at each question another option, so that talks differ.
    """
    tracker, now = Tracker(), NOW
    for turn in range(TURNS):
        now += timedelta(seconds=20)
        text = _choice(tracker, number + turn * (number % 3 + 1))
        tapped = decide_tap(assistant, tracker, text) or ()
        commands = in_session(assistant, tracker, tapped, now)
        yield tracker, commands, now
        tracker = take(assistant, (tracker, commands, now)).tracker


def _choice(tracker: Tracker, number: int) -> str:
    options = tracker.options
    return options[number % len(options)].payload if options else "/menu"


def take(assistant: Assistant, step: Step) -> Turn:
    """
    One turn; a custom action does nothing here.
    """
    tracker, commands, now = step
    turn = advance(assistant, tracker, commands, now)
    while turn.action is not None:
        turn = resume(assistant, turn.tracker, ActionResult(), now)
    return turn


def _timed(assistant: Assistant, steps: Sequence[Step]) -> float:
    began = perf_counter()
    for step in steps:
        take(assistant, step)
    return perf_counter() - began
