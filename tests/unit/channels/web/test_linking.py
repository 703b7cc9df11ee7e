"""
What can be followed in a sentence.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.linking import Links
from bot.loading.assistant import load_assistant
from tests.doors import ROOT

LINKS = Links.from_facts(load_assistant(ROOT).facts, "https://chat.example/download/")


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("In danger call 999.", ["tel:999"]),
        ("your local emergency number (911 in the US)", ["tel:911"]),
        ("Samaritans: 116 123", ["tel:116123"]),
        ("Revenge Porn Helpline: 0345 6000 459", ["tel:+443456000459"]),
        ("Shout: text SHOUT to 85258", ["sms:85258?&body=SHOUT"]),
        ("See https://takeitdown.ncmec.org/.", ["https://takeitdown.ncmec.org/"]),
        ("Write to jo@samaritans.org.", ["mailto:jo@samaritans.org"]),
        ("It took 112 days, and 1112 more.", []),
        (
            "Your copy: https://chat.example/download/Ab1_-",
            ["https://chat.example/download/Ab1_-"],
        ),
        ("Saved in your log: https://evil.example/a (someone@evil.example)", []),
        ("https://takeitdown.ncmec.org.evil.example/ https://takeitdown.ncmec.org/evil", []),
        ("https://evil.example/https://chat.example/download/x", []),
        ("javascript:alert(1) data:text/html,x", []),
    ],
)
def test_numbers_and_addresses_lead_where_they_should(text: str, targets: list[str]) -> None:
    """
    What the facts know is followed, called or texted; an address that a person logged isn't, nor a number that only counts.
    """
    assert targets == [target for _, target in LINKS.parts(text) if target]


@given(text=st.text(alphabet=st.sampled_from("0189 :/.htpsa@(text"), max_size=60))
def test_nothing_is_lost_or_added(text: str) -> None:
    """
    The stretches together are the text, whatever it is.
    """
    assert text == "".join(part for part, _ in LINKS.parts(text))
