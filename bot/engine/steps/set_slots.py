"""
`set_slots`: give slots fixed values.
"""

from __future__ import annotations

from bot.domain.flow import SetSlots
from bot.engine.draft import Draft
from bot.engine.steps.outcome import Outcome, follow


def run_set_slots(draft: Draft, step: SetSlots) -> Outcome:
    """
    Set or empty the slots, then go on; an emptied slot may be asked for again.
    """
    for name, value in step.slots:
        draft.set_slot(name, value)
        if value is None:
            draft.skipped.discard(name)
    return follow(draft, step)
