"""
What a test conversation names and the assistant doesn't have: a test that can't fail, or never pass.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bot.domain.assistant import Assistant
from bot.domain.slot import Value
from bot.e2e.case import Case
from bot.e2e.expectation import (
    ActionRuns,
    BotUtters,
    ClarificationOffers,
    Expectation,
    FlowCompletes,
    FlowIsCancelled,
    FlowStarts,
    SlotIsNotSet,
    SlotIsSet,
)
from bot.errors import Mistake
from bot.loading.known import fits, one_of, values_of

Named = tuple[str, str, Collection[str]]
"""What kind of thing, its name, and the names that there are."""


def unknown_names(case: Case, assistant: Assistant) -> Iterator[Mistake]:
    """
    A mistake for each name and each value of a slot that can't be.
    """
    for name, value in case.slots.items():
        yield from _slot(case, assistant, (name, value), case.line)
    for frame in case.stack:
        yield from _missing(case, ("flow", frame.flow, assistant.flows), case.line)
        if frame.flow in assistant.flows and frame.step:
            steps = assistant.flows[frame.flow].steps
            yield from _missing(case, ("step", frame.step, steps), case.line)
    for step in case.steps:
        for bubble in step.said:
            if bubble.response is not None:
                known = assistant.responses["en"]
                yield from _missing(case, ("response", bubble.response, known), bubble.line)
        for placed in step.expected:
            yield from _of(case, assistant, placed.expectation, placed.line)


def _of(
    case: Case, assistant: Assistant, expectation: Expectation, line: int
) -> Iterator[Mistake]:
    if isinstance(expectation, (SlotIsSet, SlotIsNotSet)):
        yield from _slot(case, assistant, (expectation.slot, expectation.value), line)
        return
    for named in _names(assistant, expectation):
        yield from _missing(case, named, line)


def _names(assistant: Assistant, expectation: Expectation) -> Iterator[Named]:
    match expectation:
        case FlowStarts(flow=flow) | FlowCompletes(flow=flow) | FlowIsCancelled(flow=flow):
            yield "flow", flow, assistant.flows
        case ActionRuns(action=action):
            yield "action", action, {*assistant.custom_actions, *assistant.responses["en"]}
        case BotUtters(response=str(response)):
            yield "response", response, assistant.responses["en"]
        case ClarificationOffers(flows=flows):
            yield from (("flow", flow, assistant.flows) for flow in sorted(flows))
        case _:
            return


def _slot(
    case: Case, assistant: Assistant, given: tuple[str, Value], line: int
) -> Iterator[Mistake]:
    name, value = given
    slot = assistant.slots.get(name)
    if slot is None:
        yield from _missing(case, ("slot", name, assistant.slots), line)
    elif not fits(slot, value):
        yield Mistake(
            file=case.file,
            line=line,
            message=f"the slot {name} can't be {value!r}",
            expected=values_of(slot, value),
        )


def _missing(case: Case, named: Named, line: int) -> Iterator[Mistake]:
    kind, name, known = named
    if name not in known:
        yield Mistake(
            file=case.file,
            line=line,
            message=f"there is no {kind} {name!r}",
            expected=one_of(name, known, f"a {kind} of this assistant"),
        )
