"""
What a message asks of the engine, whichever host it came through: a tap, an understood text, or a file.
"""

from __future__ import annotations

import re

from bot.domain.assistant import Assistant
from bot.domain.command import CannotHandle, Command, SetSlot, StartFlow
from bot.domain.message import UserMessage
from bot.domain.parse import Parse
from bot.domain.tracker import Tracker
from bot.engine.decide import decide, decide_tap

IMAGE_INTENT = "sends_image"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def tapped(
    assistant: Assistant, tracker: Tracker, message: UserMessage
) -> tuple[Command, ...] | None:
    """
    The commands of a message that needs no understanding; `None` if it does.
    """
    if message.attachments:
        return _attached(assistant)
    if not clean(message.text).strip():
        return (CannotHandle(reason="empty"),)
    return decide_tap(assistant, tracker, message.text[: assistant.policy.max_text])


def _attached(assistant: Assistant) -> tuple[Command, ...]:
    flow = assistant.triggers.get(IMAGE_INTENT)
    return (CannotHandle(reason="attachment"),) if flow is None else (StartFlow(flow=flow.id),)


def understood(
    assistant: Assistant, tracker: Tracker, message: UserMessage, parse: Parse
) -> tuple[Command, ...]:
    """
    The commands of a message as it was understood; of one that is too long only what it tells counts.
    """
    commands = decide(assistant, tracker, parse)
    too_long = len(message.text) > assistant.policy.max_text and parse.alarm is None
    if not too_long:
        return commands
    facts = tuple(each for each in commands if isinstance(each, SetSlot))
    return (*facts, CannotHandle(reason="too_long"))


def guessed(assistant: Assistant, tracker: Tracker, message: UserMessage) -> tuple[SetSlot, ...]:
    """
    What the channel knows about the person, as long as they said nothing themselves.
    """
    known = {
        "country_guess": message.country,
        "language": message.language,
        "time_zone": message.time_zone,
    }
    return tuple(
        SetSlot(slot=name, value=value)
        for name, value in known.items()
        if value is not None and name in assistant.slots and name not in tracker.slots
    )


def clean(text: str) -> str:
    """
    The text without control characters and lone surrogates. It stays whole: danger may be named in its middle.
    """
    return _UNPRINTABLE.sub("", text)
