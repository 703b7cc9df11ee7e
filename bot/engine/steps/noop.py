"""
`noop`: nothing but a fork in the road.
"""

from __future__ import annotations

from bot.domain.flow import Noop
from bot.engine.draft import Draft
from bot.engine.steps.outcome import Outcome, follow


def run_noop(draft: Draft, step: Noop) -> Outcome:
    """
    Go on.
    """
    return follow(draft, step)
