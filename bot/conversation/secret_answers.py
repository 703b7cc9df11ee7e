"""
Answers to questions for a PIN or a case code: which messages are such answers, and what came of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.conversation.turning import Reading, Turning
from bot.conversation.typed import (
    CASE_CODE,
    CASE_PIN,
    CONTINUE_CASE,
    LOG_PIN,
    NEW_PIN,
    PIN_AGAIN,
    SECRETS,
    Remembered,
    Typed,
    is_words,
    read_typed,
    unasked_code,
)
from bot.domain.assistant import Assistant
from bot.domain.case_code import seems_code
from bot.domain.parse import Parse
from bot.domain.tracker import Tracker
from bot.engine.draft import open_question
from bot.engine.offers import may_start

BEFORE = {PIN_AGAIN: NEW_PIN, CASE_PIN: CASE_CODE}
"""What each answer is compared or goes together with: something that was typed a moment before."""
NOT_CODES = frozenset({*SECRETS, "reference"})
"""Questions whose answers may look like a case code and are none."""
ANSWERS = frozenset({"deny", "skip", "back"})
NOT_UNDERSTOOD = "out_of_scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretAnswers:
    """
    Takes PINs and codes out of messages; nothing that is kept or logged ever holds one.
    """

    assistant: Assistant
    remembered: Remembered

    def read(self, turning: Turning, tracker: Tracker) -> Typed | None:
        """
        The secret in a message; `None` if it means something else, above all that help is needed.
        """
        if not may_be_secret(self.assistant, tracker, turning.reading):
            return None
        question = open_question(self.assistant, tracker.stack)
        slot = question.slot if question else ""
        text = turning.reading.text
        if slot not in SECRETS:
            unasked = unasked_code(text)
            return None if unasked is None else self._tried(turning, unasked)
        says = _says(slot, text)
        typed = self._tried(turning, read_typed(slot, text, self._before(turning, slot)))
        opened = "open" in typed.told.values()
        # A phrase that opens the log is its PIN, whatever else it could mean.
        return None if says and not opened and self._means(turning.reading.parse) else typed

    def asked(self, tracker: Tracker) -> bool:
        """
        Whether the open question asks for a secret.
        """
        question = open_question(self.assistant, tracker.stack)
        return question is not None and question.slot in SECRETS

    def remember(self, turning: Turning, typed: Typed | None) -> None:
        """
        Keep in mind what the next message goes together with; what was compared is forgotten.
        """
        if typed is None:
            return
        who, now = turning.conversation, turning.message.now
        if typed.asked_for == PIN_AGAIN:
            self.remembered.forget(who, NEW_PIN)
        elif typed.asked_for == NEW_PIN and typed.pin is not None:
            self.remembered.keep(who, NEW_PIN, typed.pin, now)
        elif typed.code is not None:
            self.remembered.keep(who, CASE_CODE, typed.code, now)

    def _before(self, turning: Turning, slot: str) -> str | None:
        what = BEFORE.get(slot, "")
        return self.remembered.find(turning.conversation, what, turning.message.now)

    def _tried(self, turning: Turning, typed: Typed) -> Typed:
        """
        A PIN that is to open something is tried at once: only what came of it is told.
        """
        if typed.pin is None or typed.asked_for in (NEW_PIN, PIN_AGAIN):
            return typed
        if typed.code is None:
            return replace(typed, told={LOG_PIN: turning.log.try_pin(typed.pin).state})
        view = turning.log.try_case(typed.code, typed.pin)
        return replace(typed, told={**typed.told, CASE_PIN: view.state})

    def _means(self, parse: Parse) -> bool:
        """
        Whether words that could be a phrase are clearly meant as words.
        """
        intent = parse.intent
        known = intent.name in self.assistant.triggers or intent.name in ANSWERS
        clear = known and intent.confidence >= self.assistant.policy.certainty
        return parse.alarm is not None or (clear and intent.name != NOT_UNDERSTOOD)


def may_be_secret(assistant: Assistant, tracker: Tracker, reading: Reading) -> bool:
    """
    Whether a message may hold a PIN or a code: it has to be looked at as one, before anything else.
    """
    question = open_question(assistant, tracker.stack)
    slot = question.slot if question else ""
    if slot in SECRETS:
        if is_words(reading.text, tracker.options):
            return False
        return not (_says(slot, reading.text) and _is_alarm(reading.parse))
    flow = assistant.flows.get(CONTINUE_CASE)
    if slot in NOT_CODES or flow is None or not may_start(flow, tracker):
        return False
    return unasked_code(reading.text) is not None


def _says(slot: str, text: str) -> bool:
    """
    Whether there are words in a message, beside a case code and digits: what those spell means nothing.
    """
    if slot == CASE_CODE:
        read = read_typed(slot, text, None)
        text = read.pin or "" if read.code is not None else text
    return any(char.isalpha() for char in text) and not seems_code(text)


def _is_alarm(parse: Parse) -> bool:
    return parse.alarm is not None and parse.alarm.level == "certain"
