"""
What a message asks for: as tapped, as understood, as guessed, and what is left of its characters.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.meaning import changed, clean, guessed, tapped, understood
from bot.domain.assistant import Assistant
from bot.domain.command import CannotHandle, Interrupt, SetSlot, StartFlow
from bot.domain.message import UserMessage
from bot.domain.slot import Slot
from bot.domain.tracker import Tracker
from tests.build import DANGER, assistant, do, flow, meant

PLAIN = UserMessage(
    sender="555-0100",
    text="hello",
    channel="rest",
    now=datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc),
)

SENT = replace(PLAIN, text="")


def small(*flows: str) -> Assistant:
    """
    An assistant whose flows start on the intents of their names.
    """
    slots = (Slot(name="country_guess", type="text"), Slot(name="language", type="text"))
    return assistant(*(flow(each, do("utter_hello"), on=each) for each in flows), slots=slots)


@pytest.mark.parametrize(
    ("message", "commands"),
    [
        (PLAIN, None),
        (replace(PLAIN, text=" \n\0"), (CannotHandle(reason="empty"),)),
        (replace(PLAIN, text="/StartFlow(greet)"), (StartFlow(flow="greet"),)),
        (replace(SENT, attachments=("image",)), (CannotHandle(reason="attachment"),)),
        (replace(SENT, attachments=("audio",)), (CannotHandle(reason="unreadable"),)),
        (replace(SENT, attachments=("sticker", "location")), (CannotHandle(reason="location"),)),
    ],
)
def test_some_messages_need_no_understanding(
    message: UserMessage, commands: tuple[object, ...] | None
) -> None:
    """
    Taps, files and nothing at all.
    """
    assert commands == tapped(small("greet"), Tracker(), message)


def test_a_file_starts_the_flow_that_is_about_files() -> None:
    """
    If there is one.
    """
    known = small("sends_image")
    kinds = ("image", "video", "file", "something new")
    started = [tapped(known, Tracker(), replace(SENT, attachments=(each,))) for each in kinds]

    assert [(StartFlow(flow="sends_image"),)] * 4 == started


def test_words_beside_a_file_count() -> None:
    """
    What isn't understood gives way to the file, and the file to a call for help.
    """
    known = small("sends_image", "greet")
    message = replace(PLAIN, attachments=("image",))
    file, greet, danger = (StartFlow(flow="sends_image"), StartFlow(flow="greet"), Interrupt(flow="danger"))  # fmt: skip

    assert (file, greet) == tapped(known, Tracker(), replace(message, text="/greet"))
    assert [(file, greet), (file,), (danger,)] == [
        understood(known, Tracker(), message, parse)
        for parse in (meant("greet"), meant("nothing", 0.1), meant("greet", alarm=DANGER))
    ]


def test_a_changed_message_can_only_call_for_help() -> None:
    """
    Its answer was given.
    """
    known = small("greet")

    assert () == changed(known, Tracker(), meant("greet"))
    assert (Interrupt(flow="danger"),) == changed(known, Tracker(), meant("greet", alarm=DANGER))


def test_of_a_message_that_is_too_long_only_the_facts_count() -> None:
    """
    Its parse may have missed what it is about.
    """
    known = small("greet")
    long = replace(PLAIN, text="x" * (known.policy.max_text + 1))
    parse = meant("greet", text="hello")

    assert (StartFlow(flow="greet"),) == understood(known, Tracker(), PLAIN, parse)
    assert (CannotHandle(reason="too_long"),) == understood(known, Tracker(), long, parse)


def test_what_a_channel_knows_is_a_guess() -> None:
    """
    It never takes the place of what is there already, and fills no slot that doesn't exist.
    """
    message = replace(PLAIN, country="GB", language="en", time_zone="Europe/London")
    tracker = Tracker(slots={"language": "es"})

    assert (SetSlot(slot="country_guess", value="GB"),) == guessed(small(), tracker, message)


@given(st.text())
def test_cleaning_keeps_all_but_control_characters(text: str) -> None:
    """
    Nothing else is lost, however long the text is.
    """
    unprintable = ("Cc", "Cs")
    kept = [each for each in text if each in "\n\t" or category(each) not in unprintable]

    assert "".join(kept) == clean(text)
