"""
What a check finds, and the way there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.assistant import Assistant
from bot.domain.slot import Value
from bot.domain.tracker import Frame
from bot.engine.check.moves import Move
from bot.engine.check.places import Place

Outcome = tuple[tuple[str, Value], ...]
"""What custom actions set in one turn."""
Way = tuple[tuple[Move, Outcome], ...]
Name = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    Something wrong: `rule` is what should hold, `detail` what happened, `file` and `line` where to look.

    `way` are the turns that lead there from where `slots` and `stack` stand; with no `stack`, from the first message.
    """

    kind: str
    rule: str
    detail: str
    file: str = ""
    line: int = 0
    way: Way = ()
    slots: Mapping[str, Value] = field(default_factory=dict)
    stack: tuple[Frame, ...] = ()

    @property
    def name(self) -> Name:
        """
        What tells it apart from other findings.
        """
        return (self.kind, self.rule, self.detail)


def shorter(one: Finding, other: Finding) -> Finding:
    """
    The one whose way is easier to follow: from the first message, and with fewer turns.
    """
    return min(one, other, key=lambda each: (bool(each.stack), len(each.way), len(each.slots)))


@dataclass(slots=True, kw_only=True)
class Seen:
    """
    What was seen: how much, the findings, and every step and response on the way.

    `depth` is the longest way in turns; `cut` counts states that were met but not gone on from; `keys` tells states
    apart that several processes may have met.
    """

    states: int = 0
    transitions: int = 0
    depth: int = 0
    cut: int = 0
    findings: dict[Name, Finding] = field(default_factory=dict)
    steps: set[tuple[str, str]] = field(default_factory=set)
    responses: set[str] = field(default_factory=set)
    places: dict[tuple[object, ...], Place] = field(default_factory=dict)
    keys: set[bytes] = field(default_factory=set)

    def add(self, other: Seen) -> None:
        """
        What another has seen, too; the easier way to a finding stays.
        """
        self.states += other.states
        self.transitions += other.transitions
        self.depth = max(self.depth, other.depth)
        self.cut += other.cut
        self.steps |= other.steps
        self.responses |= other.responses
        self.keys |= other.keys
        self.places.update(other.places)
        for finding in other.findings.values():
            self.note(finding)

    def note(self, finding: Finding) -> None:
        """
        Keep a finding, unless it is known with an easier way.
        """
        known = self.findings.get(finding.name)
        self.findings[finding.name] = shorter(known, finding) if known else finding


def place_of(assistant: Assistant, at: tuple[str, str]) -> tuple[str, int]:
    """
    The file and line of a flow's step.
    """
    flow = assistant.flows.get(at[0])
    if flow is None:
        return "", 0
    step = flow.steps.get(at[1])
    return flow.file, step.line if step else flow.line
