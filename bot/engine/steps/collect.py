"""
`collect`: ask for a slot and wait, unless the answer is known or was refused.
"""

from __future__ import annotations

from bot.domain.flow import Collect
from bot.domain.tracker import Answered, Asked
from bot.engine.draft import Draft
from bot.engine.steps.outcome import Outcome, follow


def run_collect(draft: Draft, step: Collect) -> Outcome:
    """
    What was said or skipped before isn't asked again.
    """
    draft.asked[step.slot] = Asked(flow=draft.stack[-1].flow, step=step.id)
    if _settled(draft, step) and not rejected(draft, step):
        return follow(draft, step)
    draft.options = ()
    draft.utter(step.utter)
    return Outcome.WAIT


def _settled(draft: Draft, step: Collect) -> bool:
    if step.ask_before_filling:
        return False
    return step.slot in draft.slots or step.slot in draft.skipped


def rejected(draft: Draft, step: Collect) -> bool:
    """
    Whether the value breaks one of the step's rejections; it is then emptied and the reason said.
    """
    for rejection in step.rejections:
        if step.slot in draft.slots and rejection.condition.holds(draft.scope()):
            draft.set_slot(step.slot, None)
            draft.utter(rejection.utter)
            return True
    return False


def answer(draft: Draft, step: Collect) -> None:
    """
    Take the value that the open question's slot has now (or its being skipped) and leave the question.
    """
    if rejected(draft, step):
        return
    draft.history.append(Answered(stack=tuple(draft.stack), slot=step.slot, before={}))
    follow(draft, step)
