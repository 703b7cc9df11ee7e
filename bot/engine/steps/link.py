"""
`link`: end this flow and start another in its place.
"""

from __future__ import annotations

from bot.domain.event import FlowStarted
from bot.domain.flow import Link
from bot.domain.tracker import Frame
from bot.engine.draft import Draft
from bot.engine.stack import complete
from bot.engine.steps.outcome import Outcome


def run_link(draft: Draft, step: Link) -> Outcome:
    """
    The linked flow takes the frame's place, so it goes back to where this one would have gone.
    """
    frame = draft.stack[-1]
    complete(draft, frame)
    first = draft.assistant.flows[step.flow].first
    draft.stack[-1] = Frame(flow=step.flow, step=first, called=frame.called, context=frame.context)
    draft.events.append(FlowStarted(flow=step.flow))
    return Outcome.GO
