"""
What was not as expected is told with its line: the whole answer counts, not a part of it.
"""

from __future__ import annotations

from bot.conversation.handle import Answer
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
from bot.domain.message import BotMessage
from bot.domain.tracker import Tracker
from bot.e2e.case import Bubble, Placed, UserStep
from bot.e2e.compare import failures
from bot.e2e.expectation import Expectation, FlowStarts, SlotIsNotSet, SlotIsSet

HELLO = BotMessage(text="Hello.", response="utter_hello")
ASK = BotMessage(text="Are you safe?", response="utter_ask_safe_now")


def answer(*events: Event) -> Answer:
    """
    A turn with these events.
    """
    messages = tuple(event.message for event in events if isinstance(event, BotUttered))
    return Answer(messages=messages, tracker=Tracker(), events=events)


SPOKEN = answer(BotUttered(message=HELLO), BotUttered(message=ASK))


def said(*bubbles: Bubble) -> list[tuple[int, str]]:
    """
    What is wrong if these bubbles are expected.
    """
    return list(failures(UserStep(text="hi", said=bubbles), SPOKEN))


def expecting(*expected: Expectation, in_order: bool = False) -> list[tuple[int, str]]:
    """
    What is wrong if this is expected of a turn in which the flow starts after the slot was set.
    """
    placed = tuple(
        Placed(expectation=each, line=number) for number, each in enumerate(expected, 1)
    )
    turn = answer(SlotWasSet(slot="paid", value=True), FlowStarted(flow="threatened"))
    return list(failures(UserStep(text="hi", expected=placed, in_order=in_order), turn))


def test_the_whole_answer_is_compared() -> None:
    """
    By text or by name, each bubble as the test has it; a test that gives none leaves it open.
    """
    assert [] == said(Bubble(response="utter_hello"), Bubble(text="Are you safe?"))
    assert [] == said()


def test_a_missing_last_bubble_is_seen() -> None:
    """
    So is one too many, and another order.
    """
    assert [
        (
            5,
            "expected that the bot says utter_hello; it said utter_hello | utter_ask_safe_now",
        )
    ] == said(Bubble(response="utter_hello", line=5))
    assert [
        (
            0,
            "expected that the bot says Are you safe? | utter_hello; it said Hello. | Are you safe?",
        )
    ] == said(Bubble(text="Are you safe?"), Bubble(response="utter_hello"))


def test_silence_is_told() -> None:
    """
    Where something was expected.
    """
    step = UserStep(text="hi", said=(Bubble(response="utter_hello", line=2),))

    assert [(2, "expected that the bot says utter_hello; it said nothing")] == list(
        failures(step, answer())
    )


def test_what_is_expected_is_looked_for_in_the_whole_turn() -> None:
    """
    Order counts only where the test asks for it.
    """
    flow, slot = FlowStarts(flow="threatened"), SlotIsSet(slot="paid", value=True)

    assert [] == expecting(flow, slot)
    assert [] == expecting(slot, flow, in_order=True)
    assert [
        (
            2,
            "expected that the slot paid is set to True; what happened: paid = True, threatened started",
        )
    ] == expecting(flow, slot, in_order=True)


def test_what_must_not_happen_is_told_when_it_does() -> None:
    """
    And what happened instead of what was expected.
    """
    assert [] == expecting(SlotIsNotSet(slot="paid", value=False))
    assert [
        (
            1,
            "expected that the slot paid is not set; what happened: paid = True, threatened started",
        )
    ] == expecting(SlotIsNotSet(slot="paid", anything=True))


def test_everything_that_happened_is_told() -> None:
    """
    Except for the steps between.
    """
    step = UserStep(text="hi", expected=(Placed(expectation=FlowStarts(flow="x"), line=1),))
    turn = answer(
        StepEntered(flow="a", step="b"),
        FlowCompleted(flow="a", step="END"),
        FlowCancelled(flow="b", step="c"),
        ActionExecuted(action="action_a"),
        BotUttered(message=HELLO),
    )

    assert [
        (
            1,
            "expected that the flow x starts; what happened: "
            "a completed at END, b cancelled at c, action_a ran, said utter_hello",
        )
    ] == list(failures(step, turn))
    assert [(1, "expected that the flow x starts; what happened: nothing")] == list(
        failures(step, answer())
    )
