"""
What a message asks of the engine, whichever host it came through: a tap, an understood text, or a file.
"""

from __future__ import annotations

import re

from bot.conversation.given_links import LINKS, WHY, put_right
from bot.conversation.given_note import NOTE, as_note
from bot.domain.assistant import Assistant
from bot.domain.command import (
    Acknowledge,
    CannotHandle,
    Command,
    Interrupt,
    SetSlot,
    StartFlow,
)
from bot.domain.message import UserMessage
from bot.domain.parse import Parse
from bot.domain.tracker import Tracker
from bot.engine.decide import decide, decide_tap, urgent_only
from bot.engine.draft import open_question

IMAGE_INTENT = "sends_image"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
UNSEEN = {
    "location": "location",
    "audio": "unreadable",
    "contact": "unreadable",
    "sticker": "unreadable",
    "other": "unreadable",
}
"""Why what is announced can't be handled; any other kind may be a picture, and is answered as one."""


def tapped(
    assistant: Assistant, tracker: Tracker, message: UserMessage
) -> tuple[Command, ...] | None:
    """
    The commands of a message that needs no understanding; `None` if it does.
    """
    if not clean(message.text).strip():
        return _with_files(assistant, message, (CannotHandle(reason="empty"),))
    commands = decide_tap(assistant, tracker, message.text[: assistant.policy.max_text])
    return None if commands is None else _with_files(assistant, message, commands)


def _with_files(
    assistant: Assistant, message: UserMessage, commands: tuple[Command, ...]
) -> tuple[Command, ...]:
    """
    What the words beside a file ask for counts as well, and a call for help alone.
    """
    if not message.attachments or any(isinstance(each, Interrupt) for each in commands):
        return commands
    words = [each for each in commands if not isinstance(each, (CannotHandle, Acknowledge))]
    return (_attached(assistant, message.attachments), *words)


def _attached(assistant: Assistant, kinds: tuple[str, ...]) -> Command:
    flow = assistant.triggers.get(IMAGE_INTENT)
    reasons = [UNSEEN.get(kind, "attachment") for kind in kinds]
    if "attachment" in reasons and flow is not None:
        return StartFlow(flow=flow.id)
    return CannotHandle(reason=min(reasons))


def understood(
    assistant: Assistant, tracker: Tracker, message: UserMessage, parse: Parse
) -> tuple[Command, ...]:
    """
    The commands of a message as it was understood; of one that is too long only what it tells counts.
    """
    commands = _with_files(assistant, message, decide(assistant, tracker, parse))
    question = open_question(assistant, tracker.stack)
    asked = question.slot if question is not None else None
    if asked == NOTE:
        return as_note(commands, parse, certainty=assistant.policy.certainty)
    if parse.alarm is not None:
        return commands
    if WHY in assistant.slots:
        right = put_right(commands, message.text, asked=asked == LINKS)
        if right != commands:
            return right
    if len(message.text) <= assistant.policy.max_text:
        return commands
    facts = tuple(each for each in commands if isinstance(each, SetSlot))
    return (*facts, CannotHandle(reason="too_long"))


def changed(assistant: Assistant, tracker: Tracker, parse: Parse) -> tuple[Command, ...]:
    """
    The commands of a message that was changed after its answer: only a new call for help counts.
    """
    return urgent_only(tracker, decide(assistant, tracker, parse))


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
