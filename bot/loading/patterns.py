"""
What the engine expects of the flows: those that it starts itself, and what they are told in `context`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot.loading.known import similar

# The flows that the engine puts on the stack, with what it tells each in `context`.
STARTED: Mapping[str, tuple[str, ...]] = {
    "opening": (),
    "pattern_session_start": ("returning", "asked_for"),
    "pattern_safe_to_talk": (),
    "pattern_continue_interrupted": ("finished", "resumed"),
    "pattern_correction": ("slot", "old", "new"),
    "pattern_cancel_flow": ("flow",),
    "pattern_skip_question": ("possible",),
    "pattern_back": ("possible",),
    "pattern_clarification": ("options",),
    "pattern_cannot_handle": ("reason", "times", "open"),
    "pattern_heard": ("flow", "open", "told"),
    "pattern_check_in": ("flow",),
}
# It starts these too, or a channel does, but can do without them.
OPTIONAL = frozenset(
    {
        "pattern_choose_language",
        "pattern_clear_chat",
        "pattern_completed",
        "pattern_internal_error",
    }
)
# The responses that are said without a flow.
SAID = ("utter_internal_error",)

# Beside its own, each flow that is put over another is told which.
CONTEXT = tuple(
    dict.fromkeys(["interrupted", *(key for told in STARTED.values() for key in told)])
)

# Those that name a flow; printed, its short name.
NAMING_FLOWS = frozenset({"interrupted", "finished", "resumed", "flow", "open", "options"})


def told(key: str) -> str:
    """
    What to read instead of `context.<key>`.
    """
    near = similar(key, CONTEXT)
    return f"context.{near}" if near else f"context. and one of {', '.join(CONTEXT)}"


def is_context(key: str, slots: Collection[str]) -> bool:
    """
    Whether some pattern is told `context.<key>`; a correction is told `old_<slot>` for each slot that it takes back.
    """
    return key in CONTEXT or (key.startswith("old_") and key[4:] in slots)
