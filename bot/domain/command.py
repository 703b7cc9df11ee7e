"""
What a message asks the dialogue to do, in Rasa's words.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.slot import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionStart:
    """
    A first message, or the first after a silence.
    """

    returning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupt:
    """
    A safety flow takes the turn, before everything else.
    """

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSlot:
    """
    The message says this; whether it answers, fills in ahead or corrects is the engine's to see.
    """

    slot: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class StartFlow:
    """
    Begin this flow, on top of what is open.
    """

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipQuestion:
    """
    The open question stays unanswered.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class GoBack:
    """
    Undo the last answer and ask again.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelFlow:
    """
    Leave the flow that is open.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarify:
    """
    The message may mean any of these flows: ask which.
    """

    flows: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotHandle:
    """
    The message isn't understood; `reason` says what kind ("not_understood", "empty", "too_long", "attachment",
    "location"), or that its button belongs to an earlier question ("moved_on").
    """

    reason: str = "not_understood"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """
    The message may be a cry for help: ask gently, then go on; `flow` is the safety flow it may need.
    """

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """
    The message told facts (the slots `told`), or belongs to a flow that is open already: say that it was heard.
    """

    flow: str | None = None
    told: tuple[str, ...] = ()


Command = (
    SessionStart
    | Interrupt
    | SetSlot
    | StartFlow
    | SkipQuestion
    | GoBack
    | CancelFlow
    | Clarify
    | CannotHandle
    | CheckIn
    | Acknowledge
)
