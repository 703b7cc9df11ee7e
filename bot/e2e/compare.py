"""
Whether a turn was as expected, and in words where it wasn't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.conversation.handle import Answer
from bot.domain.event import (
    ActionExecuted,
    BotUttered,
    Event,
    FlowCancelled,
    FlowCompleted,
    FlowStarted,
    SlotWasSet,
)
from bot.domain.message import BotMessage
from bot.e2e.case import Bubble, UserStep
from bot.e2e.expectation import Expectation, SlotIsNotSet


def failures(step: UserStep, answer: Answer) -> Iterator[tuple[int, str]]:
    """
    Each thing that is not as the step says: the line of the file, and what was expected and what came.
    """
    if step.said and not same(step.said, answer.messages):
        yield step.said[0].line, _difference(step.said, answer.messages)
    reached = -1
    for placed in step.expected:
        start = reached + 1 if step.in_order else 0
        found = _first(placed.expectation, answer.events, start)
        if (found is None) != isinstance(placed.expectation, SlotIsNotSet):
            yield placed.line, f"expected that {placed.expectation}; {_got(answer.events)}"
        reached = reached if found is None else found


def same(said: Sequence[Bubble], messages: Sequence[BotMessage]) -> bool:
    """
    Whether the answer is exactly this: as many bubbles, each with the text or by the response that was expected.
    """
    return len(said) == len(messages) and all(map(_is, said, messages))


def _is(bubble: Bubble, message: BotMessage) -> bool:
    if bubble.text is not None:
        return bubble.text == message.text.strip()
    return bubble.response == message.response


def _difference(said: Sequence[Bubble], messages: Sequence[BotMessage]) -> str:
    by_text = any(bubble.text is not None for bubble in said)
    wanted = " | ".join(bubble.text or bubble.response or "" for bubble in said)
    got = " | ".join(each.text if by_text else each.response for each in messages)
    return f"expected that the bot says {wanted}; it said {got or 'nothing'}"


def _first(expectation: Expectation, events: Sequence[Event], start: int) -> int | None:
    """
    The place of the first fitting event from `start` on.
    """
    places = (place for place in range(start, len(events)) if expectation.fits(events[place]))
    return next(places, None)


def _got(events: Sequence[Event]) -> str:
    """
    What happened in the turn, of the kinds that a test can expect.
    """
    told = [TOLD[type(event)](event) for event in events if type(event) in TOLD]
    return f"what happened: {', '.join(told) or 'nothing'}"


TOLD: dict[type[Event], Callable[[Any], str]] = {
    FlowStarted: lambda event: f"{event.flow} started",
    FlowCompleted: lambda event: f"{event.flow} completed at {event.step}",
    FlowCancelled: lambda event: f"{event.flow} cancelled at {event.step}",
    ActionExecuted: lambda event: f"{event.action} ran",
    SlotWasSet: lambda event: f"{event.slot} = {event.value!r}",
    BotUttered: lambda event: f"said {event.message.response}",
}
