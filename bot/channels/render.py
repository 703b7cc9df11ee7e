"""
The bubbles of an answer as each channel shows them; pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.message import BotMessage, Button
from bot.wording.segments import as_gsm_7, segments

Bubbles = tuple[BotMessage, ...]


def options(messages: Sequence[BotMessage]) -> tuple[Button, ...]:
    """
    The buttons that the next message may name by number: those shown last.
    """
    return next((each.buttons for each in reversed(messages) if each.buttons), ())


def as_buttons(messages: Sequence[BotMessage]) -> Bubbles:
    """
    For channels that have buttons: as they are.
    """
    return tuple(messages)


def as_numbers(messages: Sequence[BotMessage]) -> Bubbles:
    """
    For channels without buttons: the options stand as "1. Title" at the end of the last bubble.
    """
    lines = [f"{number}. {each.title}" for number, each in enumerate(options(messages), 1)]
    if not lines:
        return tuple(messages)
    last = messages[-1]
    return (*messages[:-1], replace(last, text="\n".join([last.text, *lines])))


SEGMENTS = 3
"""How many text messages of the phone company's one of ours may take."""
LONGEST = 1_500
"""Characters that the provider takes in one message, with room to spare."""
_WORDS = re.compile(r"(\s+)")
_ROOM_FOR_COUNT = " (10/10)"


def as_texts(
    messages: Sequence[BotMessage], line: str, tells: Callable[[str], bool]
) -> tuple[BotMessage, ...]:
    """
    An answer as text messages: one if three of the phone company's hold it, else few, numbered.

    Where a first line would tell a bystander something, `line` stands before it. All in GSM-7, if it can be; but no
    address is changed, or it would lead elsewhere.
    """
    plain = [replace(each, text=_plain(each.text)) for each in as_numbers(messages)]
    parts: list[BotMessage] = []
    for each in (piece for whole in plain for piece in _pieces(whole)):
        joined = _joined(parts[-1], each) if parts else None
        if joined is not None and fits(discreet(joined.text, line, tells) + _ROOM_FOR_COUNT):
            parts[-1] = joined
        else:
            parts.append(each)
    shown = [discreet(each.text, line, tells) for each in parts]
    if len(shown) > 1:
        shown = [f"{text} ({place}/{len(shown)})" for place, text in enumerate(shown, 1)]
    return tuple(replace(part, text=text) for part, text in zip(parts, shown, strict=True))


def _plain(text: str) -> str:
    words = _WORDS.split(text)
    return "".join(each if "/" in each.partition(".")[2] else as_gsm_7(each) for each in words)


def fits(text: str) -> bool:
    """
    Whether a text can go out as one message.
    """
    return segments(text) <= SEGMENTS


def discreet(text: str, line: str, tells: Callable[[str], bool]) -> str:
    """
    The text, after a line that tells nothing where its own first one would.
    """
    return f"{line}\n{text}" if tells(text.partition("\n")[0]) else text


def _pieces(message: BotMessage) -> list[BotMessage]:
    """
    A paper to copy can be longer than a text message may be: then line by line, and an address that is longer in parts.
    """
    if len(message.text) <= LONGEST:
        return [message]
    lines = (line for line in message.text.split("\n") if line.strip())
    parts = (line[at : at + LONGEST] for line in lines for at in range(0, len(line), LONGEST))
    return [replace(message, text=part) for part in parts]


def _joined(first: BotMessage, second: BotMessage) -> BotMessage:
    return replace(
        second,
        text=f"{first.text}\n{second.text}",
        buttons=second.buttons or first.buttons,
        response=first.response,
        tags=first.tags | second.tags,
    )


LOOKS: Mapping[str, Callable[[Sequence[BotMessage]], Bubbles]] = {
    "rest": as_buttons,
    "web": as_buttons,
    "socketio": as_buttons,
    "telegram": as_buttons,
    "sms": as_numbers,
}
"""How each channel shows options; a channel that isn't here isn't one of ours."""


def as_rasa(messages: Sequence[BotMessage], recipient: str) -> list[dict[str, Any]]:
    """
    The bubbles as Rasa's REST channel gives them: one element each.
    """
    return [_element(each, recipient) for each in messages]


def _element(message: BotMessage, recipient: str) -> dict[str, Any]:
    element: dict[str, Any] = {"recipient_id": recipient, "text": message.text}
    if message.buttons:
        element["buttons"] = [
            {"title": each.title, "payload": each.payload} for each in message.buttons
        ]
    return element
