"""
What happened in a turn, in the past tense and in order.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.message import BotMessage
from bot.domain.slot import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotWasSet:
    """
    A slot has a new value; `None` means it was emptied.
    """

    slot: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStarted:
    """
    A flow was put on the dialogue stack.
    """

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCompleted:
    """
    A flow came to its end; `step` is the last one.
    """

    flow: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCancelled:
    """
    A flow was left before its end.
    """

    flow: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionExecuted:
    """
    A response was said or a custom action has run.
    """

    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BotUttered:
    """
    The person gets this message.
    """

    message: BotMessage


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEntered:
    """
    The dialogue came to this step; for coverage and the simulator.
    """

    flow: str
    step: str


Event = (
    SlotWasSet
    | FlowStarted
    | FlowCompleted
    | FlowCancelled
    | ActionExecuted
    | BotUttered
    | StepEntered
)
