"""
Twins for tests: a store in memory, and an understanding that knows what it is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.conversation.ports import ActionCall, ActionOutcome, Commit, Held
from bot.domain.evidence import Entry, as_entries
from bot.domain.message import BotMessage
from bot.domain.parse import Intent, Parse
from bot.domain.tracker import Tracker
from bot.engine.turn import ActionResult


@dataclass(kw_only=True)
class MemoryStore:
    """
    Keeps conversations in a dict; passes the same contract tests as the real store.
    """

    held: dict[str, Held] = field(default_factory=dict)
    answered: dict[tuple[str, str], tuple[BotMessage, ...]] = field(default_factory=dict)
    logs: dict[str, tuple[Entry, ...]] = field(default_factory=dict)

    def key(self, channel: str, sender: str) -> str:
        return f"{channel}:{sender}"

    def replies(self, conversation: str, delivery: str) -> tuple[BotMessage, ...] | None:
        return self.answered.get((conversation, delivery))

    def load(self, conversation: str) -> Held:
        return self.held.get(conversation, Held(tracker=Tracker(), revision=0))

    def entries(self, conversation: str) -> tuple[Entry, ...]:
        return self.logs.get(conversation, ())

    def commit(self, commit: Commit) -> bool:
        if self.load(commit.conversation).revision != commit.revision:
            return False
        if commit.erase:
            self._erase(commit.conversation)
        else:
            self._keep(commit)
        if commit.delivery is not None:
            self.answered[commit.conversation, commit.delivery] = tuple(commit.replies)
        return True

    def _keep(self, commit: Commit) -> None:
        self.held[commit.conversation] = Held(tracker=commit.tracker, revision=commit.revision + 1)
        entries = self.entries(commit.conversation)
        items = max((each.item for each in entries), default=0)
        new = as_entries(commit.changes, items, commit.now)
        self.logs[commit.conversation] = (*entries, *new)

    def _erase(self, conversation: str) -> None:
        self.held.pop(conversation, None)
        self.logs.pop(conversation, None)
        for key in [each for each in self.answered if each[0] == conversation]:
            del self.answered[key]


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
