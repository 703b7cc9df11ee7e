"""
English and Spanish are told apart, also in short messages.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.nlu.text import language

ENGLISH = {
    "the": 500.0,
    "he": 200.0,
    "has": 90.0,
    "my": 150.0,
    "photos": 5.0,
    "help": 20.0,
    "no": 80.0,
    "me": 90.0,
}
SPANISH = {
    "de": 9.0,
    "que": 8.0,
    "mis": 4.0,
    "fotos": 2.0,
    "ayuda": 2.0,
    "tiene": 3.0,
    "amenaza": 1.0,
    "no": 8.0,
    "me": 7.0,
}
MODEL = language.fit(ENGLISH, SPANISH)


@pytest.mark.parametrize(
    ("text", "spanish"),
    [
        ("tiene mis fotos", True),
        ("ayuda", True),
        ("¿qué?", True),
        ("he has my photos", False),
        ("help", False),
        ("no", False),
        ("", False),
        ("12345 🙂", False),
    ],
)
def test_odds(text: str, *, spanish: bool) -> None:
    """
    Words that both share tell nothing, and without evidence a message is English.
    """
    assert (MODEL.odds(text) > 0) == spanish


def test_words_on_no_list_are_judged_by_their_pieces() -> None:
    """
    Endings give a language away.
    """
    english = dict.fromkeys(["sharing", "posting", "sending", "threatening", "blocking"], 1.0)
    spanish = dict.fromkeys(["mandando", "publicando", "amenazando", "borrando", "pagando"], 1.0)
    model = language.fit(english, spanish)

    assert model.odds("reporting printing") < model.odds("hablando mirando")


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    """
    A model on disk is the one in memory.
    """
    language.save(MODEL, tmp_path)

    assert language.load(tmp_path) == MODEL
