"""
One turn of the dialogue: commands change the stack and the slots, then steps run until somebody has to be waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.domain.assistant import Assistant
from bot.domain.command import Command
from bot.domain.event import ActionExecuted, BotUttered
from bot.domain.flow import END, Action
from bot.domain.tracker import Frame, Tracker
from bot.engine.apply import apply_commands
from bot.engine.draft import Draft
from bot.engine.stack import end_top
from bot.engine.steps import run_step
from bot.engine.steps.outcome import Outcome, follow
from bot.engine.turn import ActionResult, Turn
from bot.errors import TooManySteps

COMPLETED = "pattern_completed"
Halts = Callable[[Frame], bool]


def never(_: Frame) -> bool:
    """
    A turn goes on into whatever flow is called.
    """
    return False


def advance(  # noqa: PLR0913 - the last is the checker's
    assistant: Assistant,
    tracker: Tracker,
    commands: Sequence[Command],
    now: datetime,
    channel: str = "rest",
    *,
    halts: Halts = never,
) -> Turn:
    """
    The turn that `commands` make of `tracker`; `now` is an aware datetime.

    The checker lets a turn halt before some flows, to look at those by themselves.

    Raises `TooManySteps` if the flows run in a circle without a question.
    """
    draft = Draft(assistant, tracker, now, channel)
    repeated, draft.said = draft.said, []
    apply_commands(draft, commands, repeated)
    return run(draft, halts)


def resume(  # noqa: PLR0913 - the last is the checker's
    assistant: Assistant,
    tracker: Tracker,
    result: ActionResult,
    now: datetime,
    channel: str = "rest",
    *,
    halts: Halts = never,
) -> Turn:
    """
    Go on after the custom action that a turn stopped for; its events are the new ones only.
    """
    draft = Draft(assistant, tracker, now, channel)
    frame = draft.stack[-1]
    step = draft.enter(frame)
    if not isinstance(step, Action):  # pragma: no cover - the shell resumes only what stopped
        raise TypeError(frame.step)
    draft.events.append(ActionExecuted(action=step.action))
    for name, value in result.slots:
        draft.set_slot(name, value)
    for each in result.said:
        draft.utter(each.response, each.arguments)
    follow(draft, step)
    return run(draft, halts)


def _spoke(draft: Draft) -> bool:
    return any(isinstance(event, BotUttered) for event in draft.events)


def run(draft: Draft, halts: Halts) -> Turn:  # noqa: C901 - the loop of all
    """
    Run steps until a question waits, a custom action has to run, or nothing is left to do.
    """
    finished = False
    while True:
        if not draft.stack:
            if finished and _spoke(draft):
                return Turn(tracker=draft.freeze(), events=tuple(draft.events))
            draft.push(COMPLETED)
        frame = draft.stack[-1]
        if frame.step == END:
            finished = frame.flow == COMPLETED
            end_top(draft)
            continue
        if halts(frame):
            return Turn(tracker=draft.freeze(), events=tuple(draft.events))
        if draft.steps >= draft.assistant.policy.max_steps:
            raise TooManySteps(flow=frame.flow, step=frame.step)
        step = draft.enter(frame)
        outcome = run_step(draft, step)
        if outcome is Outcome.WAIT:
            return Turn(tracker=draft.freeze(), events=tuple(draft.events))
        if outcome is Outcome.ACT:
            action = step.action if isinstance(step, Action) else None
            return Turn(tracker=draft.freeze(), events=tuple(draft.events), action=action)
