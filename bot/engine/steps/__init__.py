"""
What each kind of step does: one file a kind, one table.
"""

from __future__ import annotations

from typing_extensions import assert_never

from bot.domain.flow import Action, Call, Collect, Link, Noop, SetSlots, Step
from bot.engine.draft import Draft
from bot.engine.steps.action import run_action
from bot.engine.steps.call import run_call
from bot.engine.steps.collect import run_collect
from bot.engine.steps.link import run_link
from bot.engine.steps.noop import run_noop
from bot.engine.steps.outcome import Outcome
from bot.engine.steps.set_slots import run_set_slots


def run_step(draft: Draft, step: Step) -> Outcome:
    """
    Run the step that the frame on top stands at.
    """
    match step:
        case Collect():
            return run_collect(draft, step)
        case Action():
            return run_action(draft, step)
        case SetSlots():
            return run_set_slots(draft, step)
        case Link():
            return run_link(draft, step)
        case Call():
            return run_call(draft, step)
        case Noop():
            return run_noop(draft, step)
        case _:
            assert_never(step)
