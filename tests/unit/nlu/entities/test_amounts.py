"""
Sums of money in forty and more forms, gift cards, and numbers that are no money.
"""

from __future__ import annotations

import pytest

from tests.unit.nlu.entities.reading import found, roles

FORMS: list[tuple[str, list[tuple[str | None, str]]]] = [
    ("$300", [(None, "300 USD")]),
    ("300$", [(None, "300 USD")]),
    ("300 dollars", [(None, "300 USD")]),
    ("300 bucks", [(None, "300 USD")]),
    ("300 USD", [(None, "300 USD")]),
    ("usd 300? no $300", [(None, "300 USD")]),
    ("US$ 300", [(None, "300 USD")]),
    ("£50", [(None, "50 GBP")]),
    ("50 quid", [(None, "50 GBP")]),
    ("50 pounds", [(None, "50 GBP")]),
    ("€20", [(None, "20 EUR")]),
    ("20 euros", [(None, "20 EUR")]),
    ("20€", [(None, "20 EUR")]),
    ("₹5000", [(None, "5000 INR")]),
    ("5000 rupees", [(None, "5000 INR")]),
    ("Rs 500", [(None, "500 INR")]),
    ("Rs. 500", [(None, "500 INR")]),
    ("50k naira", [(None, "50000 NGN")]),
    ("₦20,000", [(None, "20000 NGN")]),
    ("$1,500", [(None, "1500 USD")]),
    ("$1,500.50", [(None, "1500.5 USD")]),
    ("1.5k dollars", [(None, "1500 USD")]),
    ("$2k", [(None, "2000 USD")]),
    ("2 grand", [(None, "2000")]),
    ("a grand", [(None, "1000")]),
    ("five hundred dollars", [(None, "500 USD")]),
    ("a hundred dollars", [(None, "100 USD")]),
    ("nine hundred pounds", [(None, "900 GBP")]),
    ("fifty quid", [(None, "50 GBP")]),
    ("R$ 200", [(None, "200 BRL")]),
    ("200 reais", [(None, "200 BRL")]),
    ("300 pesos", [(None, "300 pesos")]),
    ("A$400", [(None, "400 AUD")]),
    ("0.5 btc", [(None, "0.5 BTC")]),
    ("2 bitcoin", [(None, "2 BTC")]),
    ("he wants 500", [(None, "500")]),
    ("unless i give him 500", [(None, "500")]),
    ("i sent 400 already", [(None, "400")]),
    ("says 300 or he sends my pic", [(None, "300")]),
    ("and now they want 800 more", [(None, "800")]),
    ("i paid 250 twice", [(None, "250")]),
    ("send 1000 by friday", [(None, "1000")]),
    ("he asked for 2k by tonight", [(None, "2000")]),
    ("22,000 shillings", [(None, "22000 KES")]),
    ("from $300 to $500", [(None, "300 USD"), (None, "500 USD")]),
    ("2 steam cards", [("gift_card", "2 steam cards")]),
    ("gift cards", [("gift_card", "gift cards")]),
    ("a $100 apple gift card", [(None, "100 USD"), ("gift_card", "apple gift card")]),
    ("5 google play cards", [("gift_card", "5 google play cards")]),
    ("razer gold", [("gift_card", "razer gold")]),
]

TRAPS = [
    "12 times 8",
    "300",
    "i lost 20 pounds in a month",
    "5k followers",
    "he sent 20 pics",
    "send 2 links",
    "i got 20 min",
    "3 days ago",
    "im 16",
    "24/7",
    "room 300",
    "$",
    "£",
    "he wants me",
    "they want 20 more pics",
    "i paid him",
    "give me 5",
    "sent to 300 people",
    "ref 5512",
    "555-0143",
    "50 cents",
    "my 300 friends",
    "top 100",
    "100%",
    "10k views",
    "ok",
    "a dollar store",
    "the pound sign",
    "he gave me 2 options",
    "in 2019",
    "post 300",
    "he has 500 followers",
    "i want 2 things",
    "it costs nothing",
    "for 3 days",
    "pay by friday",
    "send it to 20 ppl",
    "a cop",
    "he won 3 games",
    "i asked 20 times",
    "v2.0",
    "11:30",
    "i sent 12 messages",
    "number 300",
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_reads_each_sum(text: str, expected: list[tuple[str | None, str]]) -> None:
    """
    Symbols, words, short forms and bare sums that somebody wants are money.
    """
    assert expected == roles(text, "money")


@pytest.mark.parametrize("text", TRAPS)
def test_leaves_other_words_alone(text: str) -> None:
    """
    Counts, times, weights and references are no money.
    """
    assert [] == roles(text, "money")


def test_a_bare_sum_is_less_sure() -> None:
    """
    "he wants 500" names no currency, so it is not certain to be money.
    """
    assert [0.7] == [item.confidence for item in found("he wants 500", "money")]
