"""
The reviewed sentences: responses with their variations, buttons, conditions and tags, as in Rasa's domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.message import Button
from bot.domain.slot import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """
    A `{name}` inside a text: a slot, a fact (`facts.ccri.phone`), a local line (`local.emergency`), an action's argument,
    or for how many days things are kept (`kept.days`).
    """

    name: str


KEPT_DAYS = "kept.days"
"""The placeholder for the days after the last message until all is erased (`retention` in config.yml)."""


Template = tuple[str | Placeholder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonTemplate:
    """
    A button before its title is filled in.
    """

    title: Template
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotCondition:
    """
    Rasa's response condition `type: slot`: the variation is used only while the slot has this value.
    """

    name: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """
    One wording of a response; the first whose conditions and channel fit is said.

    `options_from` names a list of flow ids (a slot, or `context.x`) whose names become further buttons.
    """

    text: Template
    buttons: tuple[ButtonTemplate, ...] = ()
    conditions: tuple[SlotCondition, ...] = ()
    channel: str | None = None
    options_from: str | None = None
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """
    A named sentence; `tags` say what it does, for the safety rules ("dont_pay", "refer_stopncii").

    `said_as` are other words for the name of a flow: what people write who want it.
    """

    name: str
    variations: tuple[Variation, ...]
    tags: frozenset[str] = frozenset()
    said_as: tuple[str, ...] = ()
    file: str = ""
    line: int = 0


Responses = Mapping[str, Response]
__all__ = [
    "Button",
    "ButtonTemplate",
    "Placeholder",
    "Response",
    "Responses",
    "SlotCondition",
    "Template",
    "Variation",
]
