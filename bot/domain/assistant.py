"""
Everything that was written for the assistant: flows, domain, responses and facts, loaded and checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.facts import Facts
from bot.domain.flow import Flow
from bot.domain.response import Responses
from bot.domain.retention import Retention
from bot.domain.rule import Rule, Saying
from bot.domain.slot import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """
    The numbers and tables of `config.yml` that steer the dialogue (the `FlowPolicy` entry of `policies`).

    `interrupts` are safety intents in the order of urgency. Below `threshold` a message is not understood;
    two intents closer than `ambiguity` are asked back; `certainty` starts a flow even when the message also
    answered the open question. `openings` are the intents that tell what happened, most urgent first: while the
    flow of one is open, a less urgent one only adds facts. `session_minutes` of silence begin a new session.
    """

    interrupts: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    threshold: float = 0.3
    ambiguity: float = 0.1
    certainty: float = 0.6
    max_steps: int = 100
    max_stack: int = 10
    max_history: int = 8
    max_options: int = 10
    max_text: int = 4000
    session_minutes: int = 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assistant:
    """
    The assistant as plain data; `responses` by language, then by name.

    `triggers` tells which flow an intent starts; `custom_actions` are the actions that the shell runs;
    `rules` are what the checker holds all conversations against, and `says` what it knows of custom actions: the ways
    in which each may speak. `retention` says for how long things are kept.
    """

    flows: Mapping[str, Flow]
    slots: Mapping[str, Slot]
    intents: frozenset[str]
    custom_actions: frozenset[str]
    responses: Mapping[str, Responses]
    facts: Facts
    policy: Policy = field(default_factory=Policy)
    triggers: Mapping[str, Flow] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    retention: Retention = field(default_factory=Retention)
    says: Mapping[str, tuple[Saying, ...]] = field(default_factory=dict)
