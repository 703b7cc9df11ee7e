"""
A test that names what the assistant doesn't have is refused: it could not fail, or never pass.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.e2e.case import Bubble, Case, Placed, UserStep
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
from bot.e2e.names import unknown_names
from tests.unit.e2e.small import ASSISTANT

CASE = Case(name="a", file="a.yml", line=1, steps=())


def told(*expected: Expectation) -> list[str]:
    """
    What is wrong with a case that expects this.
    """
    placed = tuple(Placed(expectation=each, line=3) for each in expected)
    case = replace(CASE, steps=(UserStep(text="hi", expected=placed),))
    return [each.describe() for each in unknown_names(case, ASSISTANT)]


def test_names_that_there_are_are_fine() -> None:
    """
    Flows, patterns, responses, actions, slots and their values.
    """
    assert [] == told(
        FlowStarts(flow="threatened"),
        FlowCompletes(flow="pattern_back"),
        FlowIsCancelled(flow="opening"),
        ActionRuns(action="action_note"),
        ActionRuns(action="utter_hash"),
        BotUtters(response="utter_hash"),
        BotUtters(matches="hash"),
        SlotIsSet(slot="paid", value=True),
        SlotIsNotSet(slot="safe_now", value="no"),
        SlotIsSet(slot="noted", value=None),
        ClarificationOffers(flows=frozenset({"threatened"})),
    )


@pytest.mark.parametrize(
    ("expectation", "message"),
    [
        (FlowStarts(flow="threats"), "there is no flow 'threats'; expected threatened"),
        (FlowCompletes(flow="x"), "there is no flow 'x'; expected a flow of this assistant"),
        (FlowIsCancelled(flow="x"), "there is no flow 'x'; expected a flow of this assistant"),
        (ActionRuns(action="action_not"), "there is no action 'action_not'; expected action_note"),
        (BotUtters(response="utter_hush"), "there is no response 'utter_hush'; expected utter_hash"),
        (ClarificationOffers(flows=frozenset({"x"})), "there is no flow 'x'; expected a flow of this assistant"),
        (SlotIsSet(slot="payd"), "there is no slot 'payd'; expected paid"),
        (SlotIsSet(slot="safe_now", value="maybe"), "the slot safe_now can't be 'maybe'; expected one of yes, no"),
        (SlotIsNotSet(slot="paid", value="no"), "the slot paid can't be 'no'; expected true or false"),
    ],
)  # fmt: skip
def test_each_kind_of_name_is_looked_up(expectation: Expectation, message: str) -> None:
    """
    With the name that was probably meant.
    """
    assert [f"a.yml:3: {message}"] == told(expectation)


def test_responses_and_fixtures_are_looked_up_too() -> None:
    """
    Where they stand.
    """
    said = (Bubble(response="utter_nothing_like_it", line=7), Bubble(text="Anything."))
    case = replace(CASE, slots={"payd": True}, steps=(UserStep(text="hi", said=said),))

    assert [
        "a.yml:1: there is no slot 'payd'; expected paid",
        "a.yml:7: there is no response 'utter_nothing_like_it'; expected a response of this assistant",
    ] == [each.describe() for each in unknown_names(case, ASSISTANT)]
