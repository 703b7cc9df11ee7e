"""
What a turn may be expected to hold: one class a kind, each knows the event that fulfils it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.event import (
    ActionExecuted,
    BotUttered,
    Event,
    FlowCancelled,
    FlowCompleted,
    FlowStarted,
    SlotWasSet,
)
from bot.domain.message import Button
from bot.domain.slot import Value
from bot.engine.payload import parse_payload


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStarts:
    """
    The flow was started in this turn.
    """

    flow: str

    def fits(self, event: Event) -> bool:
        """
        Whether this event fulfils it.
        """
        return isinstance(event, FlowStarted) and event.flow == self.flow

    def __str__(self) -> str:
        return f"the flow {self.flow} starts"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCompletes:
    """
    The flow came to its end in this turn, at that step if one is given.
    """

    flow: str
    step: str | None = None

    def fits(self, event: Event) -> bool:
        """
        Whether this event fulfils it.
        """
        if not isinstance(event, FlowCompleted):
            return False
        return event.flow == self.flow and self.step in (None, event.step)

    def __str__(self) -> str:
        return f"the flow {self.flow} completes{_at(self.step)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowIsCancelled:
    """
    The flow was left before its end in this turn, at that step if one is given.
    """

    flow: str
    step: str | None = None

    def fits(self, event: Event) -> bool:
        """
        Whether this event fulfils it.
        """
        if not isinstance(event, FlowCancelled):
            return False
        return event.flow == self.flow and self.step in (None, event.step)

    def __str__(self) -> str:
        return f"the flow {self.flow} is cancelled{_at(self.step)}"


def _at(step: str | None) -> str:
    return f" at {step}" if step else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRuns:
    """
    The custom action was run in this turn, or the response said.
    """

    action: str

    def fits(self, event: Event) -> bool:
        """
        Whether this event fulfils it.
        """
        if isinstance(event, BotUttered):
            return event.message.response == self.action
        return isinstance(event, ActionExecuted) and event.action == self.action

    def __str__(self) -> str:
        return f"{self.action} runs"


@dataclass(frozen=True, slots=True, kw_only=True)
class BotUtters:
    """
    One message of this turn has all of these: the response's name, a text that matches, exactly these buttons.

    A button with an empty payload is compared by its title alone.
    """

    response: str | None = None
    matches: str | None = None
    buttons: tuple[Button, ...] | None = None

    def fits(self, event: Event) -> bool:
        """
        Whether this event fulfils it.
        """
        if not isinstance(event, BotUttered):
            return False
        message = event.message
        if self.response not in (None, message.response):
            return False
        if self.matches is not None and not re.search(self.matches, message.text):
            return False
        return self.buttons is None or _same(self.buttons, message.buttons)

    def __str__(self) -> str:
        parts = [] if self.response is None else [self.response]
        if self.matches is not None:
            parts.append(f"something like {self.matches!r}")
        if self.buttons is not None:
            titles = ", ".join(each.title for each in self.buttons)
            parts.append(f"the buttons {titles}" if titles else "no buttons")
        return f"the bot says {' with '.join(parts)}"


def _same(wanted: Sequence[Button], shown: Sequence[Button]) -> bool:
    return len(wanted) == len(shown) and all(
        one.title == other.title and one.payload in ("", other.payload)
        for one, other in zip(wanted, shown, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotIsSet:
    """
    The slot was given this value in this turn (any value if `anything`; `None` means that it was emptied).
    """

    slot: str
    value: Value = None
    anything: bool = False

    def fits(self, event: Event) -> bool:
        """
        Whether this event fulfils it.
        """
        if not isinstance(event, SlotWasSet) or event.slot != self.slot:
            return False
        return event.value is not None if self.anything else event.value == self.value

    def __str__(self) -> str:
        value = "" if self.anything else f" to {self.value!r}"
        return f"the slot {self.slot} is set{value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotIsNotSet:
    """
    The slot was not given this value (no value at all if `anything`) in this turn.
    """

    slot: str
    value: Value = None
    anything: bool = False

    def fits(self, event: Event) -> bool:
        """
        Whether this event breaks it: it is kept where there is no such event.
        """
        return SlotIsSet(slot=self.slot, value=self.value, anything=self.anything).fits(event)

    def __str__(self) -> str:
        value = "" if self.anything else f" to {self.value!r}"
        return f"the slot {self.slot} is not set{value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClarificationOffers:
    """
    The turn asks which flow is meant, and offers exactly these, in any order.
    """

    flows: frozenset[str]

    def fits(self, event: Event) -> bool:
        """
        Whether this event fulfils it.
        """
        if not isinstance(event, BotUttered):
            return False
        payloads = (parse_payload(button.payload) for button in event.message.buttons)
        return self.flows == {each.flow for each in payloads if each and each.flow}

    def __str__(self) -> str:
        return f"it asks which is meant: {', '.join(sorted(self.flows))}"


Expectation = (
    FlowStarts
    | FlowCompletes
    | FlowIsCancelled
    | ActionRuns
    | BotUtters
    | SlotIsSet
    | SlotIsNotSet
    | ClarificationOffers
)
