"""
The whole: every kind at once, on real messages, on hostile ones, and on any text at all.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.parse import Entity
from bot.nlu.entities import LONGEST, MEANINGS, MOST, NAMES, Gazetteer, find_entities

Fact = tuple[str, str | None, str | int | float | bool]

# What people say, and everything that must never be asked again.
MESSAGES: list[tuple[str, list[Fact]]] = [
    (
        "im 16 and hes posting it on insta https://pix.example/aa1, im in leeds",
        [
            ("age", "now", 16),
            ("age_group", "in_image", "minor"),
            ("country", None, "GB"),
            ("facet", "minor_involved", True),
            ("facet", "posted", True),
            ("platform", None, "instagram"),
            ("url", None, "https://pix.example/aa1"),
        ],
    ),
    (
        "i already sent them 2 steam cards and now they want 800 more. im so stupid",
        [
            ("facet", "paid", True),
            ("facet", "threatened", True),
            ("money", None, "800"),
            ("money", "gift_card", "2 steam cards"),
        ],
    ),
    (
        "im 16 and this girl on snap turned out to be some dude. says 300 or he sends my pic to my whole team",
        [
            ("age", "now", 16),
            ("age_group", "in_image", "minor"),
            ("facet", "minor_involved", True),
            ("facet", "threatened", True),
            ("money", None, "300"),
            ("platform", None, "snapchat"),
            ("relationship", "offender", "stranger"),
            ("who_for", None, "me"),
        ],
    ),
    (
        "ex reckons hes gonna chuck my pics on facebook unless i come back to him. im in brissy",
        [
            ("country", None, "AU"),
            ("facet", "threatened", True),
            ("platform", None, "facebook"),
            ("relationship", "offender", "ex"),
            ("who_for", None, "me"),
        ],
    ),
    (
        "someone made ai nudes with my linkedin face and put it in a telegram channel",
        [
            ("facet", "fake", True),
            ("facet", "posted", True),
            ("platform", "source", "linkedin"),
            ("platform", None, "telegram"),
            ("who_for", None, "me"),
        ],
    ),
    (
        "my daughter is 14 and someone on instagram is blackmailing her with a photo",
        [
            ("age", "other", 14),
            ("age_group", "in_image", "minor"),
            ("facet", "minor_involved", True),
            ("facet", "threatened", True),
            ("platform", None, "instagram"),
            ("relationship", "subject", "child"),
            ("who_for", None, "child"),
        ],
    ),
    (
        "reported a post of me to X 3 days ago with all the info and its still up",
        [
            ("date", None, "3 days ago"),
            ("facet", "posted", True),
            ("facet", "reported", True),
            ("platform", None, "x"),
            ("who_for", None, "me"),
        ],
    ),
    (
        "https://x.com/anon_0/status/99120011 my ref is 5512-AB",
        [
            ("platform", None, "x"),
            ("reference", None, "5512-AB"),
            ("url", None, "https://x.com/anon_0/status/99120011"),
        ],
    ),
    (
        "https://www.instagram.com/p/AAb12x/ and https://www.instagram.com/p/ZZq98y/ the account is @carla_real_333",
        [
            ("handle", None, "@carla_real_333"),
            ("platform", None, "instagram"),
            ("platform", None, "instagram"),
            ("url", None, "https://www.instagram.com/p/AAb12x/"),
            ("url", None, "https://www.instagram.com/p/ZZq98y/"),
        ],
    ),
    (
        "https://two.example/h/hh88 reported that one today ref Q-4410",
        [
            ("date", None, "today"),
            ("facet", "reported", True),
            ("reference", None, "Q-4410"),
            ("url", None, "https://two.example/h/hh88"),
        ],
    ),
    (
        "my 15 yr olds photos got leaked and she wrote in her diary that she wont be around next week",
        [
            ("age", "other", 15),
            ("age_group", "in_image", "minor"),
            ("date", None, "next week"),
            ("facet", "minor_involved", True),
            ("facet", "posted", True),
            ("who_for", None, "child"),
        ],
    ),
    ("whats 12 times 8 and will it rain tmrw", [("date", None, "tmrw")]),
    ("ok so do i block him right this second", []),
    ("he has a screenshot of my whole followers list tho", []),
    ("before i say anything, am i talking to a real person", []),
    ("so is it pointless", []),
    ("STOP", []),
]

HOSTILE = {
    "letters": "a" * 5000,
    "single letters": "a " * 2500,
    "words of claims": "he posted my img or else i paid unless i was 16 " * 80,
    "determiners": "posted my the a all of some " * 160 + "img",
    "dots": "." * 5000,
    "labels": "a." * 2500,
    "brackets": "https://a.example/" + "(" * 2500 + ")" * 2500,
    "digits": "1" * 5000,
    "phone": "+1 " * 1600,
    "at signs": "a@" * 2500,
    "spoken": "a dot b slash " * 350,
    "defanged": "hxxp[:]//[.]" * 400,
    "new lines": "\n" * 5000,
    "nothing to see": "\u200b" * 5000,
    "combining": "a\u0301" * 2500,
    "emoji": "😭" * 5000,
    "NUL": "\x00" * 5000,
    "surrogates": "\ud800" * 5000,
    "mixed scripts": "\u0430b\u0432" * 1600,
    "friends": "my friend " * 500,
    "ages": "i was like 16 " * 350,
}


def _facts(entities: tuple[Entity, ...]) -> list[Fact]:
    return sorted(((item.entity, item.role, item.value) for item in entities), key=str)


@pytest.mark.parametrize(("text", "expected"), MESSAGES)
def test_reads_everything_that_a_message_says(
    text: str, expected: list[Fact], gazetteer: Gazetteer
) -> None:
    """
    All kinds at once: nothing said is missed, nothing is read into it.
    """
    assert sorted(expected, key=str) == _facts(find_entities(text, "", gazetteer))


def test_sorts_entities_by_where_they_start(gazetteer: Gazetteer) -> None:
    """
    The order is that of the message.
    """
    text = "on insta since yesterday, im 16, https://a.example/x"
    starts = [item.start for item in find_entities(text, "", gazetteer)]

    assert starts == sorted(starts)
    assert len(set(starts)) > 3


def test_reads_claims_from_the_normalised_text_too() -> None:
    """
    What only the corrected spelling says is claimed of the whole message.
    """
    raw, normalized = "hs blckmailng me", "he is blackmailing me"

    assert [("facet", "threatened", True, 0, 16), ("who_for", None, "me", 0, 16)] == [
        (item.entity, item.role, item.value, item.start, item.end)
        for item in find_entities(raw, normalized)
    ]


def test_the_raw_text_goes_before_the_normalised_one() -> None:
    """
    Where both say something of one thing, the raw spelling counts; addresses come from it alone.
    """
    found = find_entities("i havent paid", "i have paid https://a.example/x")

    assert [("facet", "paid", False)] == _facts(found)


@pytest.mark.parametrize("normalized", ["", "HI THERE", "hi there"])
def test_an_equal_normalised_text_is_not_read_again(normalized: str) -> None:
    """
    The same words say nothing more.
    """
    assert () == find_entities("Hi there", normalized)


def test_reads_no_further_than_the_longest_message() -> None:
    """
    What stands behind four thousand characters is not read.
    """
    assert () == find_entities("a" * LONGEST + " im 16")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_messages_stay_bounded(text: str, gazetteer: Gazetteer) -> None:
    """
    Every message has an answer with a bounded number of entities inside it.
    """
    found = find_entities(text, text, gazetteer)

    assert len(found) <= MOST * (len(NAMES) + len(MEANINGS))
    assert all(0 <= item.start < item.end <= len(text) for item in found)


@given(st.text(st.characters(codec=None), max_size=200))
def test_never_raises_and_spans_stay_inside(text: str) -> None:
    """
    Any text at all, lone surrogates too, is read without an error.
    """
    found = find_entities(text, text[::-1])

    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(isinstance(item.value, str | int | float | bool) for item in found)


WORDS = st.sampled_from(
    "i my he she it is was not have posted img pics sent to him or if unless 300 pay says the of me on in insta x 16 years old no yes , . ? "
    "like about 3 days ago hacked reported blocked recorded saved call daughter kenya us @mike http://a.example/x a.b dot slash (at) $ ref 55-1 "
    "yesterday twenty two hes gonna hell friend".split(" ")
)


@given(st.lists(WORDS, max_size=30), st.sampled_from([" ", "  ", ", ", "\n", ""]))
def test_never_raises_on_words_that_mean_something(words: list[str], between: str) -> None:
    """
    Words that finders look for, in any order, are read without an error.
    """
    text = between.join(words)

    assert all(0 <= item.start < item.end <= len(text) for item in find_entities(text))


@given(st.text(max_size=100))
def test_reads_the_same_text_the_same_way(text: str) -> None:
    """
    Nothing is remembered from one message to the next.
    """
    assert find_entities(text) == find_entities(text)
