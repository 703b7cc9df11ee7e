"""
The bubbles of an answer as each channel shows them; pure functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.domain.message import BotMessage, Button

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
    shown = enumerate(options(messages), 1)
    lines = [f"{each.number or place}. {each.title}" for place, each in shown]
    if not lines:
        return tuple(messages)
    last = messages[-1]
    return (*messages[:-1], replace(last, text="\n".join([last.text, *lines])))


LOOKS: Mapping[str, Callable[[Sequence[BotMessage]], Bubbles]] = {
    "rest": as_buttons,
    "web": as_buttons,
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
