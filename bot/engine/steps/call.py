"""
`call`: run another flow and come back.
"""

from __future__ import annotations

from bot.domain.flow import Call
from bot.engine.draft import Draft
from bot.engine.steps.outcome import Outcome, follow


def run_call(draft: Draft, step: Call) -> Outcome:
    """
    Move on first, so that this flow goes on after the call when the called one ends.
    """
    follow(draft, step)
    draft.push(step.flow, called=True)
    return Outcome.GO
