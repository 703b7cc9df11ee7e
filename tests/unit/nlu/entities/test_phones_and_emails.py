"""
Phone numbers and mailboxes, recognised so that they are taken for nothing else.
"""

from __future__ import annotations

import pytest

from bot.nlu.entities import find_entities
from tests.unit.nlu.entities.reading import values

PHONES = [
    ("+44 7700 900123", ["+447700900123"]),
    ("+1 (202) 555-0143", ["+12025550143"]),
    ("(202) 555-0143", ["2025550143"]),
    ("202-555-0143", ["2025550143"]),
    ("555-0143", ["5550143"]),
    ("07700 900123", ["07700900123"]),
    ("2025550143", ["2025550143"]),
    ("his number is 5550143", ["5550143"]),
    ("call me on 202.555.0143", ["2025550143"]),
    ("0044 7700 900123", ["00447700900123"]),
]
NO_PHONES = [
    "12/03/2026",
    "2026-11-18",
    "12.03.2026",
    "2026-11-18 22:15",
    "300",
    "https://x.example/status/99120011223",
    "ticket 8812144551",
    "12 times 8",
    "1,500,000",
    "id 99120011",
    "555-01",
]
EMAILS = [
    ("mike@example.com", ["mike@example.com"]),
    ("Mike.Jones+x@Mail.Example", ["mike.jones+x@mail.example"]),
    ("his email is mike@example.com.", ["mike@example.com"]),
    ("mike (at) example (dot) com", ["mike@example.com"]),
    ("mike[at]example[.]com", ["mike@example.com"]),
    ("mailto:mike@example.com", ["mike@example.com"]),
    ("a@b.example, c@d.example", ["a@b.example", "c@d.example"]),
]


@pytest.mark.parametrize(("text", "expected"), PHONES)
def test_reads_each_phone_number(text: str, expected: list[str]) -> None:
    """
    The value is the digits, with the plus sign where one was typed.
    """
    assert expected == values(text, "phone")


@pytest.mark.parametrize("text", NO_PHONES)
def test_leaves_other_digits_alone(text: str) -> None:
    """
    Dates, sums, codes and addresses are no phone numbers.
    """
    assert [] == values(text, "phone")


@pytest.mark.parametrize(("text", "expected"), EMAILS)
def test_reads_each_mailbox(text: str, expected: list[str]) -> None:
    """
    The value is in lower case, brackets around its signs taken away.
    """
    assert expected == values(text, "email")


@pytest.mark.parametrize(
    "text", ["meet at 5", "@mike", "mike@home", "https://user:secret@a.example/x", "a@b"]
)
def test_leaves_other_signs_alone(text: str) -> None:
    """
    Handles, credentials and words are no mailboxes.
    """
    assert [] == values(text, "email")


@pytest.mark.parametrize("text", [text for text, _ in PHONES + EMAILS])
def test_nothing_else_is_read_into_them(text: str) -> None:
    """
    A phone number or a mailbox is never also an address, a handle, an age or a sum.
    """
    kinds = {item.entity for item in find_entities(text)}

    assert kinds <= {"phone", "email"}
