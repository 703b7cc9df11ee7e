"""
Words and pieces of words as numbers.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.model import tfidf

TEXTS = ["he has my pictures", "he has my video", "report my pictures", "he he he"]
VOCABULARY = tfidf.fit(TEXTS, least=2, most=1_000)


def test_terms() -> None:
    """
    Words, pairs of words, and pieces of three and four letters within a word.
    """
    expected = [
        "w:he",
        "w:has",
        "w:he has",
        " he",
        "he ",
        " he ",
        " ha",
        "has",
        "as ",
        " has",
        "has ",
    ]

    assert list(tfidf.terms("he has")) == expected


def test_rare_terms_are_left_out() -> None:
    """
    What only one text has teaches nothing.
    """
    assert "w:video" not in VOCABULARY.columns
    assert "w:pictures" in VOCABULARY.columns


def test_words_come_first_and_each_block_has_the_same_length() -> None:
    """
    Long messages don't shout down short ones.
    """
    found = VOCABULARY.features("he has my pictures")
    words = found.columns < VOCABULARY.words
    norms = [np.linalg.norm(found.weights[words]), np.linalg.norm(found.weights[~words])]

    assert norms == pytest.approx([1.5, 1.5])
    assert (np.diff(found.columns) > 0).all()


def test_a_rarer_word_weighs_more() -> None:
    """
    The inverse document frequency is at work.
    """
    columns = VOCABULARY.columns

    assert VOCABULARY.idf[columns["w:pictures"]] > VOCABULARY.idf[columns["w:he"]]


def test_repeating_a_word_counts_less_each_time() -> None:
    """
    Shouting "he he he he" is not four times "he".
    """
    once, often = VOCABULARY.features("he pictures"), VOCABULARY.features("he he he he pictures")
    place = VOCABULARY.columns["w:he"]

    def share(features: tfidf.Features) -> float:
        weights = dict(zip(features.columns.tolist(), features.weights.tolist(), strict=True))
        return float(weights[place] / weights[VOCABULARY.columns["w:pictures"]])

    assert share(once) < share(often) < 4 * share(once)


def test_unknown_words_give_no_features() -> None:
    """
    Another alphabet is nothing, not an error.
    """
    found = VOCABULARY.features("привет")

    assert (len(found.columns), len(found.weights)) == (0, 0)


def test_the_commonest_terms_are_kept() -> None:
    """
    The vocabulary has a limit.
    """
    assert len(tfidf.fit(TEXTS, least=1, most=5).columns) == 5


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    """
    A vocabulary on disk is the one in memory.
    """
    tfidf.save(VOCABULARY, tmp_path)
    loaded = tfidf.load(tmp_path)

    assert (loaded.columns, loaded.words) == (VOCABULARY.columns, VOCABULARY.words)
    assert np.array_equal(loaded.idf, VOCABULARY.idf)
