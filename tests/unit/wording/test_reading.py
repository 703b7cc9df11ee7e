"""
How hard a text is to read, beside the counts of textstat.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import textstat
from textstat.backend.counts import _count_syllables as counting

from bot.loading.assistant import load_assistant
from bot.wording.reading import grade, longest_sentence, sentences, syllables, words

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("count", "several"),
    [
        (
            1,
            "a the don't can't help site sites page shared saved asked friend heard through we're",
        ),
        (
            2,
            "people picture pictures wasn't didn't devices' naked suing create wanted pages being",
        ),
        (
            2,
            "quiet able little trial agree-d safely someone someone's service helper reply image table",
        ),
        (3, "video suicide somebody idea devices recorded area annoying encrypted everything"),
        (4, "emergency material reasonable authority information society identical"),
    ],
)
def test_syllables(count: int, several: str) -> None:
    """
    As people say them, silent letters left out.
    """
    found = {word: sum(map(syllables, words(word))) for word in several.split()}
    known = {"devices'": 3, "agree-d": 3}

    assert {word: known.get(word, count) for word in found} == found


def test_words_leave_out_what_is_not_read() -> None:
    """
    Addresses and numbers are no words; a hyphen parts two.
    """
    text = "Call 1-800-555-0100 or go to https://example.com/a-b. It's two-step, on help.example.org now."

    assert ["Call", "or", "go", "to", "It's", "two", "step", "on", "now"] == words(text)


def test_sentences_end_where_people_pause() -> None:
    """
    At signs, at lines and behind an address that ends one; dots inside addresses end nothing.
    """
    text = 'Say: "I need you." Go to https://a.example/x.y. Then stop?\nA line: 123\n42'

    assert ['Say: "I need you', "Go to", "Then stop", "A line: 123"] == [
        each.strip() for each in sentences(text)
    ]


def test_the_longest_sentence_counts() -> None:
    """
    In words; nothing has none.
    """
    assert (4, 0) == (longest_sentence("One two. One two three four. One."), longest_sentence(""))


def test_a_grade_by_hand() -> None:
    """
    0.39 * words a sentence + 11.8 * syllables a word - 15.59; nothing to read has grade 0.
    """
    assert pytest.approx(0.39 * 4 + 11.8 * 7 / 4 - 15.59) == grade("Nobody has the picture.")
    assert 0.0 == grade("123 https://example.com")


def test_textstat_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Over all that is said, the grades are as textstat has them, nearly and on average; ours aren't milder.

    Without its dictionary, which comes from the network, textstat counts syllables by hyphenation, which misses some.
    """
    monkeypatch.setattr(counting, "get_cmudict", lambda _: {})
    texts = [
        "".join(part for part in variation.text if isinstance(part, str))
        for response in load_assistant(ROOT).responses["en"].values()
        for variation in response.variations
        if len(variation.text) == 1
    ]
    long = [text for text in texts if len(words(text)) >= 30 and "\n" not in text]
    apart = [grade(text) - textstat.textstat.flesch_kincaid_grade(text) for text in long]

    assert len(long) > 100
    assert -1 < min(apart)
    assert 0 < sum(apart) / len(apart) < 2
