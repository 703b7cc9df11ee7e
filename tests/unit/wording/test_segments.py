"""
Text messages are counted as phone companies count them, and texts brought into their alphabet.
"""

from __future__ import annotations

import pytest
import smsutil
from hypothesis import example, given
from hypothesis import strategies as st

from bot.wording.segments import as_gsm_7, in_gsm_7, outside_gsm_7, segments

ALPHABETS = ("abc ,.", "a€[]{}", "aé\u00a0…", "a😀👨\u200d👩🇩🇪e\u0301", "ΔΩ\r\nñ")
TEXTS = st.sampled_from(ALPHABETS).flatmap(lambda chars: st.text(chars, min_size=1, max_size=400))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("a", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("é" * 160, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" * 5, 2),
        ("a" * 152 + "€" + "a" * 152, 3),
        ("ç" * 70, 1),
        ("ç" * 71, 2),
        ("😀" * 35, 1),
        ("😀" * 67, 3),
    ],
)
def test_known_lengths(text: str, expected: int) -> None:
    """
    160 letters fit one message, 153 each of several; other alphabets 70 and 67; pairs are never cut.
    """
    assert expected == segments(text)


@given(TEXTS)
@example("a" * 152 + "€€")
@example("ç" + "😀" * 40)
def test_another_counter_agrees(text: str) -> None:
    """
    Whatever the text, smsutil cuts it into as many parts.
    """
    assert len(smsutil.split(text).parts) == segments(text)


@pytest.mark.parametrize("char", [chr(code) for code in range(0x20, 0x250)])
def test_another_alphabet_agrees(char: str) -> None:
    """
    A character is in GSM-7 for us exactly if it is for smsutil.
    """
    assert smsutil.is_valid_gsm(char) == in_gsm_7(char)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as it is", "as it is"),
        ("Línea de la Vida", "Linea de la Vida"),
        ("Prévention, São Tomé", "Prévention, Sao Tomé"),
        ("“Don’t” – wait…", '"Don\'t" - wait...'),
        ("a\u00a0b\tc\u200bd", "a b cd"),
        ("\u0131l\u0142", "ill"),
        ("say 你好 – now", "say 你好 – now"),
    ],
)
def test_plain_characters(text: str, expected: str) -> None:
    """
    Accents and fine signs become plain; a text that can't be made plain stays whole.
    """
    assert expected == as_gsm_7(text)


@given(st.text(max_size=60))
def test_made_plain_once_is_enough(text: str) -> None:
    """
    What was made plain isn't changed again, and never takes more messages than before.
    """
    plain = as_gsm_7(text)

    assert plain == as_gsm_7(plain)
    assert text == plain or in_gsm_7(plain)


def test_what_is_outside_is_named_once() -> None:
    """
    The characters that don't fit, in order.
    """
    assert "`ç" == outside_gsm_7("a`b`cç")
