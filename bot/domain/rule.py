"""
Safety rules: what must hold in every conversation, said of the tags of responses.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.condition import Condition
from bot.domain.slot import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """
    `name` is the rule as a sentence; `say` are tags or names of responses, or names of custom actions.

    `when` looks at the slots at the moment of saying (or running).
    """

    name: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Never(_Rule):
    """
    Nothing of `say` is said or run while `when` holds; without `when`, never at all.
    """

    say: frozenset[str]
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Before(_Rule):
    """
    Before anything of `then`, each of the tags `say` was said, if `when` holds then.
    """

    say: frozenset[str]
    then: frozenset[str]
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinOneTurn(_Rule):
    """
    Whenever one of the intents `after` is meant, responses with all the tags `say` answer in the same turn.

    `first` demands that the first of the answers has one of the tags, `alone` that nothing else is said.
    """

    after: tuple[str, ...]
    say: frozenset[str]
    first: bool = False
    alone: bool = False
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadsBack(_Rule):
    """
    When the flow that one of the intents `after` started is over, the question that was open before is open again.
    """

    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(_Rule):
    """
    When the answer in `slot` is corrected to one of `to`, responses with all the tags `say` answer in the same turn.

    `when` looks at the slots before the correction.
    """

    slot: str
    to: tuple[Value, ...]
    say: frozenset[str]
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(_Rule):
    """
    While `when` holds, each of the tags `say` was said before: what a flow notes down is true.
    """

    say: frozenset[str]
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverShown(_Rule):
    """
    No sentence repeats what is in one of these slots.
    """

    slots: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRest(_Rule):
    """
    Between two turns `when` holds.
    """

    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class StaysOpen(_Rule):
    """
    One of `flows` that was open stays open, in front or below others, while `when` holds.
    """

    flows: frozenset[str]
    when: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered(_Rule):
    """
    These slots keep what they hold whatever answer is corrected; only flows change them.
    """

    slots: frozenset[str]


Rule = (
    Never
    | Before
    | WithinOneTurn
    | LeadsBack
    | Corrected
    | Mark
    | AtRest
    | NeverShown
    | StaysOpen
    | Remembered
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """
    One way in which a custom action may go: the response that it says, if any, and the slots that it then sets.
    """

    response: str | None = None
    slots: tuple[tuple[str, Value], ...] = ()
