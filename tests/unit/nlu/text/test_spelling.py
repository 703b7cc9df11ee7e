"""
Spelling is put right by the likeliest known word, and two words run together are parted.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.text.spelling import Speller, build_table, load_table, save_table

COUNTS = {
    "the": 500.0,
    "report": 40.0,
    "it": 300.0,
    "want": 60.0,
    "what": 90.0,
    "help": 50.0,
    "hello": 20.0,
    "screenshot": 10.0,
    "threatened": 10.0,
    "how": 80.0,
    "do": 100.0,
    "instagram": 9.0,
}
SPELLER = Speller(build_table(COUNTS))


@pytest.mark.parametrize(
    ("word", "corrected"),
    [
        ("reprot", "report"),
        ("wnat", "want"),
        ("hlep", "help"),
        ("helllo", "hello"),
        ("screnshot", "screenshot"),
        ("threatned", "threatened"),
        ("instagarm", "instagram"),
        ("instgrm", "instagram"),
        ("xyzzy", None),
        ("hepp", "help"),
    ],
)
def test_correct(word: str, corrected: str | None) -> None:
    """
    Swapped, lost, doubled and neighbouring letters are forgiven; noise stays noise.
    """
    assert SPELLER.correct(word) == corrected


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("reportit", ("report", "it")),
        ("howdo", ("how", "do")),
        ("screenshot", None),
        ("qqq", None),
    ],
)
def test_split(word: str, parts: tuple[str, str] | None) -> None:
    """
    Two common words are found, and nothing is torn apart that isn't two words.
    """
    assert SPELLER.split(word) == parts


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    """
    A table on disk corrects as the one in memory.
    """
    table = build_table(COUNTS)
    save_table(table, tmp_path)
    loaded = load_table(tmp_path)

    assert loaded.words == table.words
    assert np.array_equal(loaded.hashes, table.hashes)
    assert np.array_equal(loaded.owners, table.owners)
    assert Speller(loaded).correct("reprot") == "report"


def test_hashes_stand_in_order() -> None:
    """
    Looking up by halves needs them sorted.
    """
    table = build_table(COUNTS)

    assert (np.diff(table.hashes.astype(np.int64)) >= 0).all()
