"""
`action`: say a response, do one of the engine's own actions, or stop for a custom one.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.flow import Action
from bot.engine.draft import Draft
from bot.engine.steps.outcome import Outcome, follow

REPEAT = "action_repeat_bot_messages"


def run_action(draft: Draft, step: Action) -> Outcome:
    """
    Custom actions are the shell's to run: the turn stops here until `resume`.
    """
    if step.action in draft.assistant.custom_actions:
        return Outcome.ACT
    own = BUILT_IN.get(step.action)
    if own is None:
        draft.utter(step.action)
    else:
        own(draft)
    return follow(draft, step)


def repeat_bot_messages(draft: Draft) -> None:
    """
    Say again what was said last, but for the question: that is asked again anyway.
    """
    earlier, draft.said = draft.said, []
    asking = {
        getattr(draft.flow(frame).steps.get(frame.step), "utter", None) for frame in draft.stack
    }
    for response in earlier:
        if response not in asking:
            draft.utter(response)


BUILT_IN: dict[str, Callable[[Draft], None]] = {REPEAT: repeat_bot_messages}
