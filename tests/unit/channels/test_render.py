"""
How bubbles look in each channel.
"""

from __future__ import annotations

from dataclasses import replace

from bot.channels.render import LOOKS, as_buttons, as_numbers, as_rasa, options
from bot.domain.message import BotMessage, Button

YES = Button(title="Yes", payload="/SetSlots(x=true)")
NO = Button(title="No", payload="/SetSlots(x=false)")
HELLO = BotMessage(text="Hello.", response="utter_hello")
ASK = BotMessage(text="Are you safe?", buttons=(YES, NO), response="utter_ask")
OTHER = BotMessage(text="Or this?", buttons=(NO,), response="utter_other")


def test_rasa_gets_one_element_a_bubble() -> None:
    """
    The recipient, the text, and the buttons where there are some.
    """
    expected = [
        {"recipient_id": "a", "text": "Hello."},
        {
            "recipient_id": "a",
            "text": "Are you safe?",
            "buttons": [
                {"title": "Yes", "payload": "/SetSlots(x=true)"},
                {"title": "No", "payload": "/SetSlots(x=false)"},
            ],
        },
    ]
    assert expected == as_rasa([HELLO, ASK], "a")


def test_without_buttons_options_are_numbered_lines_of_the_last_bubble() -> None:
    """
    A text message shows what can be answered, and the buttons stay for whoever knows them.
    """
    numbered = BotMessage(
        text="Are you safe?\n1. Yes\n2. No", buttons=(YES, NO), response="utter_ask"
    )

    assert (HELLO, numbered) == as_numbers([HELLO, ASK])


def test_the_options_follow_what_is_said_after_them() -> None:
    """
    They stand at the very end, where a text message is answered.
    """
    last = BotMessage(text="Hello.\n1. Yes\n2. No", response="utter_hello")

    assert (ASK, last) == as_numbers([ASK, HELLO])


def test_numbers_mean_the_options_shown_last() -> None:
    """
    Two questions in a turn: a number answers the later one, as in the engine.
    """
    last = BotMessage(text="Or this?\n1. No", buttons=(NO,), response="utter_other")

    assert (ASK, last) == as_numbers([ASK, OTHER])
    assert (NO,) == options([ASK, OTHER])


def test_without_options_nothing_is_added() -> None:
    """
    A statement stays as it is, and so does saying nothing.
    """
    assert ((HELLO,), ()) == (as_numbers([HELLO]), as_numbers([]))


def test_channels_with_buttons_leave_them() -> None:
    """
    Only text messages need numbers.
    """
    assert (HELLO, ASK) == as_buttons([HELLO, ASK])
    assert {"rest", "web", "telegram"} == {
        name for name, look in LOOKS.items() if look is as_buttons
    }
    assert {"sms"} == {name for name, look in LOOKS.items() if look is as_numbers}


def test_numbers_of_options_that_are_numbered_on_are_shown() -> None:
    """
    What a text message shows is what the engine takes.
    """
    ask = BotMessage(text="Go on?", buttons=(replace(YES, number=5), replace(NO, number=6)))

    assert "Go on?\n5. Yes\n6. No" == as_numbers([ask])[0].text
