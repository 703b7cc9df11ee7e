"""
PINs and case codes that people type: taken aside, before anything that is kept can see them.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.case_code import LENGTH, read_code, seems_code
from bot.domain.command import Command, SetSlot, StartFlow
from bot.domain.message import Button
from bot.domain.pin import Pin, read_pin
from bot.engine.answer import chosen_option

NEW_PIN, PIN_AGAIN = "new_pin", "pin_again"
LOG_PIN, CASE_PIN = "log_pin", "case_pin"
CASE_CODE = "case_code"
SECRETS = frozenset({NEW_PIN, PIN_AGAIN, LOG_PIN, CASE_PIN, CASE_CODE})
"""Slots whose answers are secrets: they are told what kind of answer came, never the answer."""

CONTINUE_CASE = "continue_case"
"""The flow for whoever has a case code."""

REMEMBERED = timedelta(minutes=15)
LEAST_DIGITS = 2
"""With fewer digits it may be a word, and is no case code that comes unasked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """
    What a message said to a question for a secret: `told` is what the slots may know, the rest is for this turn only.
    """

    told: Mapping[str, str]
    pin: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)
    asked_for: str | None = None

    @property
    def commands(self) -> tuple[Command, ...]:
        """
        What the dialogue is told; a code that comes unasked starts what it is for.
        """
        told = tuple(SetSlot(slot=name, value=value) for name, value in self.told.items())
        return told if self.asked_for else (*told, StartFlow(flow=CONTINUE_CASE))


@dataclass(slots=True)
class Remembered:
    """
    What somebody typed a moment ago and has to be compared with what comes next; in this process's memory only.
    """

    _kept: dict[tuple[str, str], tuple[str, datetime]] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def keep(self, conversation: str, what: str, text: str, now: datetime) -> None:
        """
        Remember it for a quarter of an hour.
        """
        with self._lock:
            self._kept = {name: each for name, each in self._kept.items() if each[1] > now}
            self._kept[conversation, what] = (text, now + REMEMBERED)

    def find(self, conversation: str, what: str, now: datetime) -> str | None:
        """
        What was remembered, if it isn't too long ago.
        """
        with self._lock:
            text, until = self._kept.get((conversation, what), (None, now))
        return text if until > now else None

    def forget(self, conversation: str, what: str) -> None:
        """
        It is needed no more.
        """
        with self._lock:
            self._kept.pop((conversation, what), None)


def read_typed(slot: str, text: str, before: str | None = None) -> Typed:
    """
    The answer to a question for a secret; `before` is what was typed a moment ago, where that matters.
    """
    if slot == CASE_CODE:
        return _code(text)
    pin = read_pin(text)
    if slot == NEW_PIN:
        return _new_pin(text, pin)
    if slot == PIN_AGAIN:
        return _again(pin, before)
    if not pin.usable:
        return Typed(told={slot: "unusable"}, asked_for=slot)
    if slot == CASE_PIN and before is None:
        return Typed(told={slot: "lost"}, asked_for=slot)
    return Typed(told={}, pin=pin.value, code=before, asked_for=slot)


def unasked_code(text: str) -> Typed | None:
    """
    A case code that comes by itself, with or without its PIN, as the whole message: who has one wants to go on with it.
    """
    typed = _code(text)
    first = "".join(text.split())[:LENGTH]
    seems_words = sum(map(str.isdigit, first)) < LEAST_DIGITS or not any(map(str.isalpha, first))
    return None if typed.code is None or seems_words else replace(typed, asked_for=None)


def is_words(text: str, options: tuple[Button, ...]) -> bool:
    """
    Whether a text can only be meant as words: an option by its name, or a question.
    """
    if not any(char.isalpha() for char in text):
        return False
    return text.rstrip().endswith("?") or chosen_option(options, text) is not None


def _new_pin(text: str, pin: Pin) -> Typed:
    twice = _half(text)
    if twice is not None:
        told = {NEW_PIN: twice.judgement, PIN_AGAIN: "same"}
        return Typed(told=told, pin=twice.value, asked_for=NEW_PIN)
    return Typed(
        told={NEW_PIN: pin.judgement}, pin=pin.value if pin.usable else None, asked_for=NEW_PIN
    )


def _half(text: str) -> Pin | None:
    """
    The PIN that was typed two times in one message.
    """
    words = text.split()
    middle = len(words) // 2
    first, second = (read_pin(" ".join(part)) for part in (words[:middle], words[middle:]))
    return first if first.usable and first.value == second.value else None


def _again(pin: Pin, before: str | None) -> Typed:
    if before is None:
        return Typed(told={PIN_AGAIN: "lost"}, asked_for=PIN_AGAIN)
    same = pin.value == before
    return Typed(
        told={PIN_AGAIN: "same" if same else "different"},
        pin=before if same else None,
        asked_for=PIN_AGAIN,
    )


def _code(text: str) -> Typed:
    """
    A case code, alone or with the PIN after it.
    """
    code = read_code(text)
    if code is not None:
        return Typed(told={CASE_CODE: "given"}, code=code, asked_for=CASE_CODE)
    words = text.split()
    for end in range(1, len(words)):
        code, pin = read_code(" ".join(words[:end])), read_pin(" ".join(words[end:]))
        if code is not None and pin.usable:
            return Typed(told={CASE_CODE: "given"}, code=code, pin=pin.value, asked_for=CASE_CODE)
    kind = "mistyped" if seems_code(text) else "no_code"
    return Typed(told={CASE_CODE: kind}, asked_for=CASE_CODE)
