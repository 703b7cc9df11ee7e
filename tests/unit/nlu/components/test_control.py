"""
Short answers are exact, and slips of the thumb are forgiven.
"""

from __future__ import annotations

import pytest

from bot.domain.parse import Intent
from bot.nlu.components.control import ControlWords
from bot.nlu.text.cleaning import clean

CONTROL = ControlWords(
    {
        "yes": "affirm",
        "no": "deny",
        "skip": "skip",
        "thanks": "thanks",
        "hello": "greet",
        "stop": "stop",
        "next": "skip",
        "I don't know": "unsure",
        "sí": "affirm",
        "👍": "affirm",
        "help": "menu",
        "helps": "thanks",
    },
    frozenset({"nest", "shop"}),
)


@pytest.mark.parametrize(
    ("raw", "intent", "confidence"),
    [
        ("yes", "affirm", 0.99),
        (" YES!! ", "affirm", 0.99),
        ("yesss", "affirm", 0.99),
        ("noooo", "deny", 0.99),
        ("si", "affirm", 0.99),
        ("i don\u2019t know...", "unsure", 0.99),
        ("👍", "affirm", 0.99),
        ("😭", "out_of_scope", 0.99),
        ("", "out_of_scope", 0.99),
        ("???", "out_of_scope", 0.99),
        ("привет", "out_of_scope", 0.99),
        ("12", None, 0.0),
        ("thnaks", "thanks", 0.95),
        ("skpi", "skip", 0.95),
        ("helo", "greet", 0.99),
        ("nest", None, 0.0),
        ("shop", None, 0.0),
        ("hell", None, 0.0),
        ("yes but he has my pictures", None, 0.0),
        ("y" + "e" * 1_000 + "s", "affirm", 0.99),
        ("yes" * 100, None, 0.0),
        ("ye", None, 0.0),
    ],
)
def test_intent(raw: str, intent: str | None, confidence: float) -> None:
    """
    Case, marks and drawn-out letters don't count; real words and longer messages are not mistaken.
    """
    expected = Intent(name=intent, confidence=confidence) if intent else None

    assert CONTROL.intent(clean(raw)) == expected
