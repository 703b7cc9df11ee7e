"""
Phone numbers and addresses that were written into a sentence are found; ages, hours and amounts pass.
"""

from __future__ import annotations

import pytest

from bot.loading.contacts import literal_contacts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 911.", ["911"]),
        ("Call 9-1-1 now", ["9-1-1"]),
        ("Call or text 988 or 116 123.", ["988", "116 123"]),
        ("Call 1-844-878-2274 (US).", ["1-844-878-2274"]),
        ("Call +44 (0)345 6000 459!", ["+44 (0)345 6000 459"]),
        ("Text HOME to 741741", ["741741"]),
        ("(555) 0101", ["(555) 0101"]),
        ("See https://example.com/x?y=1.", ["https://example.com/x?y=1."]),
        ("See www.example.example today", ["www.example.example"]),
        (
            "See example.org/help, or Help.Example.CO.UK.",
            ["example.org/help,", "Help.Example.CO.UK"],
        ),
        ("Write to help@example.com.", ["help@example.com"]),
        ("It was in 2024", ["2024"]),
    ],
)
def test_what_belongs_into_the_facts(text: str, found: list[str]) -> None:
    """
    Numbers of three digits and more, numbers in groups, web addresses and e-mail addresses.
    """
    assert found == list(literal_contacts(text))


@pytest.mark.parametrize(
    "text",
    [
        "If you were under 18, or 17.",
        "Within 48 hours, day and night, 24/7, from 9 to 5, 10:30.",
        "Ages 16-17, or 24\u201348 hours.",
        "StopNCII, Take It Down and Report Remove.",
        "They ask for $500 or \u20ac 300. It is 100 % free, 100% sure.",
        "Don't pay.It helps. Tell me. Yes... us. Call me.",
        "e.g. a photo.jpg, version 2.0",
        "@someone on the app",
        "Step 1. Step 2. Step 3.",
        "",
    ],
)
def test_what_a_sentence_may_say(text: str) -> None:
    """
    Ages, hours, ranges, money, names of services and ordinary dots are no contacts.
    """
    assert [] == list(literal_contacts(text))
