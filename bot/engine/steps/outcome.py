"""
How a step leaves the turn, and how the flow goes on after it.
"""

from __future__ import annotations

from enum import Enum

from bot.domain.flow import END, Step
from bot.engine.draft import Draft


class Outcome(Enum):
    """
    `GO` on with the next step, `WAIT` for the person, or stop for a custom action to `ACT`.
    """

    GO = "go"
    WAIT = "wait"
    ACT = "act"


def follow(draft: Draft, step: Step) -> Outcome:
    """
    Move to the first branch whose condition holds; without one the flow ends.
    """
    draft.move(target(draft, step))
    return Outcome.GO


def target(draft: Draft, step: Step) -> str:
    """
    The step id that comes next as things are now.
    """
    branches = step.next
    if len(branches) == 1 and branches[0].condition is None:
        return branches[0].then
    scope = draft.scope()
    for branch in branches:
        if branch.condition is None or branch.condition.holds(scope):
            return branch.then
    return END
