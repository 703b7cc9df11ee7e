"""
Buttons that stay on a screen: a short name for each option that outlives restarts, and what a late press still means.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.assistant import Assistant
from bot.domain.flow import Collect
from bot.domain.message import BotMessage, Button
from bot.domain.tracker import Tracker
from bot.engine.draft import open_question
from bot.engine.payload import Payload, parse_payload
from bot.engine.render import START

_PRESS = re.compile(r"/Press\(([0-9a-f]{16}),([0-9a-f]{16})\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """
    A button that was pressed: the tag of the question as it was shown, and that of the option.
    """

    question: str
    option: str


def press_texts(message: BotMessage) -> tuple[str, ...]:
    """
    What each button of a bubble sends, at most 64 bytes: `/Press(question,option)`. It holds no word of either.
    """
    question = _question_tag(message.response, message.buttons)
    return tuple(f"/Press({question},{_tag(each.payload)})" for each in message.buttons)


def read_press(text: str) -> Press | None:
    """
    The press that a text stands for; `None` if it is something else.
    """
    found = _PRESS.fullmatch(text)
    return Press(question=found.group(1), option=found.group(2)) if found else None


def pressed_payload(assistant: Assistant, tracker: Tracker, press: Press) -> str | None:
    """
    The payload that a press stands for now; `None` if the talk has moved on and it would mean something else.
    """
    if press.question in _open_tags(assistant, tracker):
        offered = {_tag(each.payload): each.payload for each in tracker.options}
        return offered.get(press.option)
    payload = _all_payloads(assistant).get(press.option)
    meant = parse_payload(payload) if payload else None
    return payload if meant and _still_means_it(assistant, tracker, meant) else None


def _open_tags(assistant: Assistant, tracker: Tracker) -> set[str]:
    question = open_question(assistant, tracker.stack)
    names = [*tracker.said, *([question.utter] if question else [])]
    return {_question_tag(name, tracker.options) for name in names}


def _still_means_it(assistant: Assistant, tracker: Tracker, payload: Payload) -> bool:
    """
    Whether a choice holds without its question: a flow, a wish, or another answer to something that is kept.

    "Go on", "Yes" and "Skip" belong to their question; after it they could agree to anything.
    """
    if payload.flow is not None:
        return True
    if not payload.slots:
        return payload.intent in assistant.triggers
    told = {name: value for name, value in payload.slots if value is not None}
    lasts = len(told) == len(payload.slots) and set(told) <= _lasting(assistant)
    return lasts and any(tracker.slots.get(name) != value for name, value in told.items())


@lru_cache(maxsize=8)
def _lasting(assistant: Assistant) -> frozenset[str]:
    """
    The slots whose value is an answer for the whole talk; those that each question asks anew aren't.
    """
    steps = [step for flow in assistant.flows.values() for step in flow.steps.values()]
    asked = [each for each in steps if isinstance(each, Collect) and not each.ask_before_filling]
    return frozenset(_set_with(assistant, {each.slot for each in asked}))


def _set_with(assistant: Assistant, asked: set[str]) -> Iterable[str]:
    """
    The slots asked for, and those that an option of theirs sets besides ("Someone may see this": safe, not alone).
    """
    yield from asked
    for payload in map(parse_payload, _all_payloads(assistant).values()):
        names = [name for name, _ in payload.slots] if payload else []
        if names and names[0] in asked:
            yield from names


@lru_cache(maxsize=8)
def _all_payloads(assistant: Assistant) -> Mapping[str, str]:
    """
    Everything that some button can send, by its tag.
    """
    written = (
        button.payload
        for responses in assistant.responses.values()
        for response in responses.values()
        for variation in response.variations
        for button in variation.buttons
    )
    offered = (START.format(flow) for flow in assistant.flows)
    return {_tag(each): each for each in (*written, *offered)}


def _question_tag(response: str, buttons: Iterable[Button]) -> str:
    return _tag("\n".join([response, *(each.payload for each in buttons)]))


def _tag(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
