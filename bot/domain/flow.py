"""
Flows: what the assistant does, step by step, in Rasa's flow format with every `next` spelt out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.condition import Condition
from bot.domain.slot import Value

END = "END"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """
    One way on from a step: to the step id `then` (or END) if the condition holds; `None` is `else`.
    """

    then: str
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """
    An answer that is refused: if the condition holds, the slot is emptied, `utter` is said and the question asked again.
    """

    condition: Condition
    utter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    id: str
    next: tuple[Branch, ...]
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Collect(_Step):
    """
    Asks for a slot, unless it is filled already (or `ask_before_filling`), and waits for the answer.
    """

    slot: str
    utter: str
    ask_before_filling: bool = False
    reset_after_flow_ends: bool = False
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(_Step):
    """
    Says a response (`utter_…`) or runs a custom action (`action_…`).
    """

    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSlots(_Step):
    """
    Sets slots to fixed values; `None` empties one.
    """

    slots: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(_Step):
    """
    Ends this flow and starts another in its place.
    """

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(_Step):
    """
    Runs another flow and comes back to go on.
    """

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Noop(_Step):
    """
    Does nothing but choose where to go.
    """


Step = Collect | Action | SetSlots | Link | Call | Noop


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """
    Starts the flow when this intent is recognised with at least this confidence.
    """

    intent: str
    confidence_threshold: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """
    A flow; `steps` in the order written, `first` the id of the one it begins with.

    `guard` must hold for the flow to be started by a message (links and calls pass it by).
    """

    id: str
    description: str
    steps: Mapping[str, Step]
    first: str
    name: str = ""
    guard: Condition | None = None
    triggers: tuple[Trigger, ...] = ()
    persisted_slots: tuple[str, ...] = ()
    file: str = field(default="")
    line: int = 0

    @property
    def is_pattern(self) -> bool:
        """
        Whether this is one of the conversation patterns, which serve the dialogue itself.
        """
        return self.id.startswith("pattern_")
