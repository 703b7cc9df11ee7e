"""
Twins for tests: a store in memory, and an understanding that knows what it is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.conversation.ports import ActionCall, ActionOutcome
from bot.domain.parse import Intent, Parse
from bot.engine.turn import ActionResult
from tests.memory_store import MemoryStore

__all__ = ["MemoryStore", "ScriptedActions", "ScriptedUnderstanding"]


@dataclass(frozen=True, kw_only=True)
class ScriptedUnderstanding:
    """
    Knows the messages that it is given; everything else is out of scope.
    """

    parses: Mapping[str, Parse] = field(default_factory=dict)

    def parse(self, text: str) -> Parse:
        nothing = Intent(name="out_of_scope", confidence=0.1)
        return self.parses.get(text, Parse(text=text, intent=nothing, ranking=(nothing,)))


@dataclass(frozen=True, kw_only=True)
class ScriptedActions:
    """
    Answers each custom action as it is told to, and nothing else.
    """

    outcomes: Mapping[str, ActionOutcome] = field(default_factory=dict)

    def run(self, call: ActionCall) -> ActionOutcome:
        return self.outcomes.get(call.action, ActionOutcome(result=ActionResult()))
