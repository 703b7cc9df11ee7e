"""
Answers to the question for a note: a person's own words, taken as they are unless they mean something else.
"""

from __future__ import annotations

import re
import unicodedata

from bot.conversation.given_links import LINKS
from bot.domain.command import (
    CancelFlow,
    CheckIn,
    Command,
    GoBack,
    Interrupt,
    SetSlot,
    SkipQuestion,
)
from bot.domain.parse import Parse

NOTE, WHY = "log_note", "note_refused"
MOST = 300
"""Characters of the longest note."""
FEW = 4
"""Words: in so few, "not now" or "go back" is meant as such; in more, it is told."""
_SLIP = re.compile(r"\d{1,2}")
"""A number alone is that of an option, or of one that isn't there."""
STEERS = frozenset({"stop", "pause", "talk_to_human", "delete_my_data", "sends_image"})
"""Meanings that come before a note, however many words they take."""


def as_note(
    commands: tuple[Command, ...], parse: Parse, *, certainty: float
) -> tuple[Command, ...]:
    """
    The commands of a message where a note was asked for; one that is too long is told so, and nothing of it is kept.

    Where it sounds like risk, that is asked about first.
    """
    note = " ".join(_visible(parse.text).split())
    if not note or _means_more(commands, parse, certainty):
        return commands
    asked = tuple(each for each in commands if isinstance(each, CheckIn))
    if len(note) > MOST:
        return (SetSlot(slot=NOTE, value=""), SetSlot(slot=WHY, value="too_long"), *asked)
    return (SetSlot(slot=NOTE, value=note), *asked)


def _means_more(commands: tuple[Command, ...], parse: Parse, certainty: float) -> bool:
    if _SLIP.fullmatch(parse.text.strip()):
        return True
    if parse.intent.name in STEERS and parse.intent.confidence >= certainty:
        return True
    few = len(parse.text.split()) <= FEW
    return any(_is_urgent(each) or (few and _is_left(each)) for each in commands)


def _is_urgent(command: Command) -> bool:
    """
    Whether it comes before a note: a call for help, or a link, which is a thing of its own.
    """
    link = isinstance(command, SetSlot) and command.slot == LINKS
    return link or isinstance(command, Interrupt)


def _is_left(command: Command) -> bool:
    left = isinstance(command, SetSlot) and command.slot == NOTE
    return left or isinstance(command, (SkipQuestion, GoBack, CancelFlow))


def _visible(text: str) -> str:
    """
    The text without what can't be seen and could turn the order of the rest; line breaks are blanks.
    """
    return "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or not unicodedata.category(char).startswith("C")
    )
