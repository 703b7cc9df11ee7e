"""
Answers to the question for a note: own words are taken as they are, unless they mean something else.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.given_note import MOST, as_note
from bot.domain.command import (
    Acknowledge,
    CannotHandle,
    CheckIn,
    Command,
    GoBack,
    Interrupt,
    SetSlot,
    SkipQuestion,
    StartFlow,
)
from bot.domain.parse import Parse
from tests.build import meant

UNCLEAR = CannotHandle()
ASKED = CheckIn(flow="danger")
HELP = Interrupt(flow="danger")
LINK = SetSlot(slot="links", value=["https://site.example/b"])
NONE = SetSlot(slot="log_note", value=None)


def parsed(text: str, intent: str = "other", confidence: float = 0.9) -> Parse:
    """
    A message of that meaning.
    """
    return replace(meant(intent, confidence), text=text)


def noted(text: str) -> SetSlot:
    """
    What the dialogue is told.
    """
    return SetSlot(slot="log_note", value=text)


@pytest.mark.parametrize(
    ("commands", "parse", "expected"),
    [
        ((UNCLEAR,), parsed("he wrote to my school"), (noted("he wrote to my school"),)),
        ((Acknowledge(),), parsed("a\u202e b\n\tc\u200b"), (noted("a b c"),)),
        ((StartFlow(flow="threatened"),), parsed("he asked for money"), (noted("he asked for money"),)),
        ((SkipQuestion(),), parsed("i have no idea who put it there"), (noted("i have no idea who put it there"),)),
        ((ASKED,), parsed("he told my mum"), (noted("he told my mum"), ASKED)),
        ((UNCLEAR,), parsed("x" * (MOST + 1)), (noted(""), SetSlot(slot="note_refused", value="too_long"))),
        ((HELP,), parsed("he is here with a knife"), (HELP,)),
        ((LINK,), parsed("https://site.example/b"), (LINK,)),
        ((SkipQuestion(),), parsed("no thanks"), (SkipQuestion(),)),
        ((GoBack(),), parsed("go back"), (GoBack(),)),
        ((NONE,), parsed("no note"), (NONE,)),
        ((StartFlow(flow="pattern_stop"),), parsed("please stop now I can't", "stop"), (StartFlow(flow="pattern_stop"),)),
        ((StartFlow(flow="pattern_stop"),), parsed("he won't stop writing", "stop", 0.4), (noted("he won't stop writing"),)),
        ((UNCLEAR,), parsed("2"), (UNCLEAR,)),
        ((UNCLEAR,), parsed(" \u200b\n"), (UNCLEAR,)),
    ],
)  # fmt: skip
def test_own_words_are_a_note_unless_they_mean_more(
    commands: tuple[Command, ...], parse: Parse, expected: tuple[Command, ...]
) -> None:
    """
    A call for help, a person, a link, leaving, and few words that steer come first.
    """
    assert expected == as_note(commands, parse, certainty=0.6)


@given(st.text())
def test_a_note_is_one_line_that_shows_all_that_it_holds(text: str) -> None:
    """
    No line of its own, nothing that can't be seen, and never longer than a note may be.
    """
    told = [
        each.value
        for each in as_note((), parsed(text), certainty=0.6)
        if isinstance(each, SetSlot)
    ]
    note = str(told[0]) if told else ""

    assert (len(note) <= MOST, note) == (True, " ".join(note.split()))
    assert all(char.isprintable() for char in note)
