"""
PINs and codes as people type them: what the dialogue is told of them, and what stays out of it.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.conversation.typed import Remembered, Typed, is_words, read_typed, unasked_code
from bot.domain.command import SetSlot, StartFlow
from bot.domain.message import Button

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
CODE = "2GGKKE0Y22H1"
NOT_NOW = (Button(title="I forgot my PIN", payload="/SetSlots(log_pin=forgotten)"),)


@pytest.mark.parametrize(
    ("text", "told", "pin"),
    [
        ("5309", {"new_pin": "given"}, "5309"),
        (" 53-09 ", {"new_pin": "given"}, "5309"),
        ("1234", {"new_pin": "weak"}, "1234"),
        ("Blue River, stone", {"new_pin": "given"}, "blue river stone"),
        ("123", {"new_pin": "too_short"}, None),
        ("blue", {"new_pin": "too_short"}, None),
        ("1234567890123", {"new_pin": "too_long"}, None),
        ("5309 5309", {"new_pin": "given", "pin_again": "same"}, "5309"),
        ("1111 1111", {"new_pin": "weak", "pin_again": "same"}, "1111"),
        ("blue river blue river", {"new_pin": "given", "pin_again": "same"}, "blue river"),
        ("blue river blue raven", {"new_pin": "given"}, "blue river blue raven"),
    ],
)
def test_a_new_pin_is_judged(text: str, told: dict[str, str], pin: str | None) -> None:
    """
    Typed two times in one message, it needs no second one.
    """
    assert Typed(told=told, pin=pin, asked_for="new_pin") == read_typed("new_pin", text)


@pytest.mark.parametrize(
    ("text", "before", "told", "pin"),
    [
        ("5309", "5309", "same", "5309"),
        ("53 09", "5309", "same", "5309"),
        ("5308", "5309", "different", None),
        ("5309", None, "lost", None),
    ],
)
def test_a_pin_is_compared_with_the_one_before(
    text: str, before: str | None, told: str, pin: str | None
) -> None:
    """
    Only that it is the same, or not, is told.
    """
    expected = Typed(told={"pin_again": told}, pin=pin, asked_for="pin_again")

    assert expected == read_typed("pin_again", text, before)


@pytest.mark.parametrize(
    ("slot", "text", "before", "expected"),
    [
        ("log_pin", "5309", None, Typed(told={}, pin="5309", asked_for="log_pin")),
        ("log_pin", "no", None, Typed(told={"log_pin": "unusable"}, asked_for="log_pin")),
        ("case_pin", "5309", CODE, Typed(told={}, pin="5309", code=CODE, asked_for="case_pin")),
        ("case_pin", "5309", None, Typed(told={"case_pin": "lost"}, asked_for="case_pin")),
        ("case_pin", "no", CODE, Typed(told={"case_pin": "unusable"}, asked_for="case_pin")),
    ],
)
def test_a_pin_that_opens_is_not_judged(
    slot: str, text: str, before: str | None, expected: Typed
) -> None:
    """
    It has to be tried; one for a case needs the code that came before.
    """
    assert expected == read_typed(slot, text, before)


@pytest.mark.parametrize(
    ("text", "told", "code", "pin"),
    [
        (CODE, "given", CODE, None),
        ("2ggk-keoy-22hl", "given", CODE, None),
        ("2GGK KE0Y 22H1 5309", "given", CODE, "5309"),
        ("2ggkke0y22h1 blue river stone", "given", CODE, "blue river stone"),
        ("2GGK KE0Y 22H2", "mistyped", None, None),
        ("2GGK KE0Y 22H", "mistyped", None, None),
        ("I don't have one with me", "no_code", None, None),
    ],
)
def test_a_code_is_read_forgivingly(
    text: str, told: str, code: str | None, pin: str | None
) -> None:
    """
    With groups, in small letters, with look-alikes, and with the PIN after it; a wrong sign is noticed.
    """
    expected = Typed(told={"case_code": told}, code=code, pin=pin, asked_for="case_code")

    assert expected == read_typed("case_code", text)


@pytest.mark.parametrize(
    ("text", "code", "pin"),
    [
        ("2GGK KE0Y 22H1", CODE, None),
        ("2ggk ke0y 22h1 5309", CODE, "5309"),
        ("2GGK KE0Y 22H2", None, None),
        ("my code is 2GGK KE0Y 22H1", None, None),
        ("555010012345", None, None),
        ("hello again", None, None),
    ],
)
def test_a_code_that_comes_by_itself(text: str, code: str | None, pin: str | None) -> None:
    """
    Only a right one, alone or with its PIN: a number or words are never taken for one.
    """
    told = Typed(told={"case_code": "given"}, code=code, pin=pin) if code else None

    assert told == unasked_code(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("i forgot my pin", True),
        ("what is a pin?", True),
        ("5309", False),
        ("5309?", False),
        ("blue river stone", False),
    ],
)
def test_some_texts_can_only_be_words(text: str, words: bool) -> None:
    """
    An option by its name, and a question.
    """
    assert words == is_words(text, NOT_NOW)


def test_the_dialogue_is_told_kinds_only() -> None:
    """
    A code that nobody asked for also starts what it is for.
    """
    told = (SetSlot(slot="case_code", value="given"),)
    asked = Typed(told={"case_code": "given"}, code=CODE, asked_for="case_code")
    unasked = Typed(told={"case_code": "given"}, code=CODE)

    assert told == asked.commands
    assert (*told, StartFlow(flow="continue_case")) == unasked.commands


def test_secrets_do_not_print() -> None:
    """
    Neither what was typed, nor what is remembered of it.
    """
    remembered = Remembered()
    remembered.keep("somebody", "new_pin", "530912", NOW)

    shown = f"{remembered} {read_typed('new_pin', '530912')} {read_typed('case_code', CODE)}"

    assert not any(secret in shown for secret in ("530912", CODE))


def test_what_was_typed_is_remembered_for_a_while() -> None:
    """
    Of each person and each thing its own; later, or when it was compared, it is forgotten.
    """
    remembered = Remembered()
    remembered.keep("a", "new_pin", "1", NOW)
    remembered.keep("a", "case_code", "2", NOW)
    remembered.keep("b", "new_pin", "3", NOW)
    found = [remembered.find(*which, NOW) for which in (("a", "new_pin"), ("a", "case_code"))]
    remembered.forget("a", "case_code")

    assert ["1", "2"] == found
    assert remembered.find("a", "case_code", NOW) is None
    assert remembered.find("b", "new_pin", NOW + timedelta(minutes=15)) is None
