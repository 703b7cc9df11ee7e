"""
Each kind of expectation knows the event that fulfils it, and says what it expects.
"""

from __future__ import annotations

import pytest

from bot.domain.event import (
    ActionExecuted,
    BotUttered,
    Event,
    FlowCancelled,
    FlowCompleted,
    FlowStarted,
    SlotWasSet,
    StepEntered,
)
from bot.domain.message import BotMessage, Button
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

YES = Button(title="Yes", payload="/SetSlots(paid=true)")
THREAT = Button(title="Threat", payload="/StartFlow(threatened)")
MENU = Button(title="Other", payload="/menu")
ASKED = BotUttered(message=BotMessage(text="Have you paid?", buttons=(YES,), response="utter_x"))
WHICH = BotUttered(message=BotMessage(text="Which?", buttons=(THREAT, MENU), response="utter_y"))
ODD = BotUttered(message=BotMessage(text="", buttons=(Button(title="?", payload="no payload"),)))


@pytest.mark.parametrize(
    ("expectation", "event", "fits"),
    [
        (FlowStarts(flow="a"), FlowStarted(flow="a"), True),
        (FlowStarts(flow="a"), FlowStarted(flow="b"), False),
        (FlowStarts(flow="a"), FlowCompleted(flow="a", step="END"), False),
        (FlowCompletes(flow="a"), FlowCompleted(flow="a", step="END"), True),
        (FlowCompletes(flow="a", step="END"), FlowCompleted(flow="a", step="END"), True),
        (FlowCompletes(flow="a", step="x"), FlowCompleted(flow="a", step="END"), False),
        (FlowCompletes(flow="a"), FlowCompleted(flow="b", step="END"), False),
        (FlowCompletes(flow="a"), FlowCancelled(flow="a", step="x"), False),
        (FlowIsCancelled(flow="a"), FlowCancelled(flow="a", step="x"), True),
        (FlowIsCancelled(flow="a", step="x"), FlowCancelled(flow="a", step="x"), True),
        (FlowIsCancelled(flow="a", step="y"), FlowCancelled(flow="a", step="x"), False),
        (FlowIsCancelled(flow="a"), FlowStarted(flow="a"), False),
        (ActionRuns(action="action_a"), ActionExecuted(action="action_a"), True),
        (ActionRuns(action="action_a"), ActionExecuted(action="action_b"), False),
        (ActionRuns(action="utter_x"), ASKED, True),
        (ActionRuns(action="utter_x"), WHICH, False),
        (ActionRuns(action="action_a"), StepEntered(flow="a", step="action_a"), False),
        (BotUtters(response="utter_x"), ASKED, True),
        (BotUtters(response="utter_x"), WHICH, False),
        (BotUtters(matches="you p"), ASKED, True),
        (BotUtters(matches="^you p"), ASKED, False),
        (BotUtters(buttons=(YES,)), ASKED, True),
        (BotUtters(buttons=(Button(title="Yes", payload=""),)), ASKED, True),
        (BotUtters(buttons=(Button(title="Yes", payload="/yes"),)), ASKED, False),
        (BotUtters(buttons=(YES, MENU)), ASKED, False),
        (BotUtters(buttons=()), ASKED, False),
        (BotUtters(response="utter_x", matches="pay", buttons=(YES,)), ASKED, False),
        (BotUtters(response="utter_x"), FlowStarted(flow="utter_x"), False),
        (SlotIsSet(slot="paid", value=True), SlotWasSet(slot="paid", value=True), True),
        (SlotIsSet(slot="paid", value=True), SlotWasSet(slot="paid", value=False), False),
        (SlotIsSet(slot="paid", anything=True), SlotWasSet(slot="paid", value=False), True),
        (SlotIsSet(slot="paid", anything=True), SlotWasSet(slot="paid", value=None), False),
        (SlotIsSet(slot="paid"), SlotWasSet(slot="paid", value=None), True),
        (SlotIsSet(slot="paid", value=True), SlotWasSet(slot="posted", value=True), False),
        (SlotIsSet(slot="paid", value=True), FlowStarted(flow="paid"), False),
        (SlotIsNotSet(slot="paid", value=True), SlotWasSet(slot="paid", value=True), True),
        (SlotIsNotSet(slot="paid", value=True), SlotWasSet(slot="paid", value=False), False),
        (ClarificationOffers(flows=frozenset({"threatened"})), WHICH, True),
        (ClarificationOffers(flows=frozenset({"threatened", "b"})), WHICH, False),
        (ClarificationOffers(flows=frozenset({"threatened"})), ODD, False),
        (ClarificationOffers(flows=frozenset({"a"})), FlowStarted(flow="a"), False),
    ],
)
def test_events_that_fulfil_an_expectation(
    expectation: Expectation, event: Event, fits: bool
) -> None:
    """
    Every part that is given must hold.
    """
    assert fits == expectation.fits(event)


@pytest.mark.parametrize(
    ("expectation", "words"),
    [
        (FlowStarts(flow="a"), "the flow a starts"),
        (FlowCompletes(flow="a"), "the flow a completes"),
        (FlowCompletes(flow="a", step="x"), "the flow a completes at x"),
        (FlowIsCancelled(flow="a", step="x"), "the flow a is cancelled at x"),
        (ActionRuns(action="action_a"), "action_a runs"),
        (BotUtters(response="utter_x"), "the bot says utter_x"),
        (BotUtters(matches="pay"), "the bot says something like 'pay'"),
        (BotUtters(response="utter_x", buttons=()), "the bot says utter_x with no buttons"),
        (BotUtters(buttons=(YES, MENU)), "the bot says the buttons Yes, Other"),
        (SlotIsSet(slot="paid", value=True), "the slot paid is set to True"),
        (SlotIsSet(slot="paid", anything=True), "the slot paid is set"),
        (SlotIsNotSet(slot="paid", anything=True), "the slot paid is not set"),
        (SlotIsNotSet(slot="paid", value="x"), "the slot paid is not set to 'x'"),
        (ClarificationOffers(flows=frozenset("ba")), "it asks which is meant: a, b"),
    ],
)
def test_expectations_in_words(expectation: Expectation, words: str) -> None:
    """
    As the messages about failures have them.
    """
    assert words == str(expectation)
