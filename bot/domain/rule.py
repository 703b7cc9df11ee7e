"""
Safety rules: what must hold in every conversation, said of the tags of responses.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.condition import Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """
    `name` is the rule as a sentence; `say` are tags of responses, `when` the slots at the moment of saying.
    """

    name: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Never(_Rule):
    """
    No response with one of the tags `say` is said while `when` holds.
    """

    say: frozenset[str]
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Before(_Rule):
    """
    Before a response with one of the tags `then`, one with each of the tags `say` was said, if `when` holds then.
    """

    say: frozenset[str]
    then: frozenset[str]
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinOneTurn(_Rule):
    """
    Whenever one of the intents `after` is meant, responses with all the tags `say` answer in the same turn.

    `first` demands that the first of the answers has one of the tags.
    """

    after: tuple[str, ...]
    say: frozenset[str]
    first: bool = False
    when: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadsBack(_Rule):
    """
    When the flow that one of the intents `after` started is over, the question that was open before is open again.
    """

    after: tuple[str, ...]


Rule = Never | Before | WithinOneTurn | LeadsBack
