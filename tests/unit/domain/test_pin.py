"""
PINs.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pin import read_pin


@pytest.mark.parametrize(
    ("text", "value", "judgement"),
    [
        ("4871", "4871", "given"),
        (" 48 71 ", "4871", "given"),
        ("48-71-03", "487103", "given"),
        ("\u0664\u0668\u0667\u0661", "4871", "given"),
        ("1234", "1234", "weak"),
        ("9876", "9876", "weak"),
        ("0000", "0000", "weak"),
        ("1212", "1212", "weak"),
        ("1987", "1987", "weak"),
        ("123", "123", "too_short"),
        ("1234567890123", "1234567890123", "too_long"),
        ("Blue horse, over the moon", "blue horse over the moon", "given"),
        ("blue  HORSE over the moon!", "blue horse over the moon", "given"),
        ("sunflower", "sunflower", "weak"),
        ("a1", "a1", "too_short"),
        ("...", "", "too_short"),
        ("", "", "too_short"),
        ("word " * 30, "word " * 29 + "word", "too_long"),
    ],
)
def test_pins_are_judged(text: str, value: str, judgement: str) -> None:
    """
    4 to 12 digits or a phrase; the weak ones are taken, those too short or too long are not.
    """
    pin = read_pin(text)

    assert (value, judgement, judgement in ("given", "weak")) == (
        pin.value,
        pin.judgement,
        pin.usable,
    )


@given(st.text(max_size=30))
def test_any_text_is_judged(text: str) -> None:
    """
    Whatever is typed, reading it never breaks, and reading twice changes nothing.
    """
    pin = read_pin(text)

    assert pin == read_pin(pin.value)


def test_a_pin_does_not_print() -> None:
    """
    A PIN stays out of traces and logs.
    """
    assert "4871" not in repr(read_pin("4871"))
