"""
How bubbles look in each channel.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.render import (
    LOOKS,
    as_buttons,
    as_numbers,
    as_rasa,
    as_texts,
    fits,
    options,
)
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
    assert {"rest", "web", "socketio", "telegram"} == {
        name for name, look in LOOKS.items() if look is as_buttons
    }
    assert {"sms"} == {name for name, look in LOOKS.items() if look is as_numbers}


LINE = "I'm here."


def tells(line: str) -> bool:
    return "picture" in line


def texts(*messages: BotMessage) -> list[str]:
    return [each.text for each in as_texts(messages, LINE, tells)]


def test_an_answer_is_one_text_message() -> None:
    """
    Its bubbles on lines of their own, the options at the end, what is typographic made plain.
    """
    said = replace(HELLO, text="That\u2019s good \u2013 go on.")

    assert ["That's good - go on.\nAre you safe?\n1. Yes\n2. No"] == texts(said, ASK)


def test_a_first_line_that_tells_something_stands_second() -> None:
    """
    A locked phone shows the first.
    """
    said = BotMessage(text="Your picture can be hashed.\nShall we?")

    assert ["I'm here.\nYour picture can be hashed.\nShall we?"] == texts(said)


@pytest.mark.parametrize(
    "address",
    [
        "https://site.example/s\u00e3o/\u2026/\u201cx\u201d?a=`1`",
        "https://\u010desky.example/\u65e5\u672c",
        "https://site.example/" + "a" * 600,
        "https://site.example/" + "\u00e3" * 1400,
    ],
    ids=["signs", "host", "long", "long_signs"],
)
def test_an_address_arrives_as_it_is(address: str) -> None:
    """
    Whole and unchanged, or it would lead elsewhere; the words beside it are made plain.
    """
    said = BotMessage(text=f"The links \u2013 all:\n1. {address}\nThat\u2019s it.")
    sent = texts(said)

    assert [address] == [address for each in sent if address in each]
    assert ("links - all", "That's it") == tuple(
        words for words in ("links - all", "That's it") if words in "\n".join(sent)
    )


def test_an_address_that_no_message_holds_comes_in_parts() -> None:
    """
    Nothing of it is left out.
    """
    address = "https://site.example/" + "".join(map(str, range(600)))
    *sent, last = texts(BotMessage(text=f"1. {address}"))

    assert [True] * len(sent) == [len(each) <= 1600 for each in sent]
    parts = (each.rpartition(" (")[0] for each in (*sent, last))
    assert f"1. {address}" == "".join(parts)


def test_what_is_too_long_for_one_becomes_few_and_numbered() -> None:
    """
    A whole bubble in each, in order.
    """
    long = [BotMessage(text=f"{name} " * 120) for name in "ab"]

    assert [f"{each.text} ({n}/2)" for n, each in enumerate(long, 1)] == texts(*long)


def test_a_paper_is_cut_between_its_lines() -> None:
    """
    Twilio takes 1,600 characters in one message.
    """
    paper = BotMessage(text="\n".join(f"Line {n}: " + "x" * 80 for n in range(30)))
    said = texts(paper)

    assert 1 < len(said)
    assert all(fits(each) for each in said)
    assert 30 == sum(each.count("Line ") for each in said)


@given(st.lists(st.text("abc picture.\n", min_size=1, max_size=320), min_size=1, max_size=4))
def test_whatever_is_said_fits_and_is_discreet(parts: list[str]) -> None:
    """
    Each message takes three segments at most, and its first line tells nothing.
    """
    said = texts(*(BotMessage(text=part) for part in parts))

    assert all(fits(each) for each in said)
    assert not any(tells(each.partition("\n")[0]) for each in said)
    assert [] == texts()
