"""
What one call of the engine gives back.
"""

from __future__ import annotations

from bot.domain.event import BotUttered, FlowStarted
from bot.domain.message import BotMessage
from bot.domain.tracker import Tracker
from bot.engine.turn import Turn


def test_the_messages_of_a_turn_are_those_of_its_events() -> None:
    """
    In order.
    """
    one, two = BotMessage(text="one"), BotMessage(text="two")
    events = (BotUttered(message=one), FlowStarted(flow="a"), BotUttered(message=two))

    assert (one, two) == Turn(tracker=Tracker(), events=events).messages
