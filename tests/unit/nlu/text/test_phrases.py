"""
The notation of phrases, and where they are found.
"""

from __future__ import annotations

import pytest
import spacy

from bot.errors import UnreadablePhrase
from bot.nlu.text.phrases import PhraseMatcher, compile_phrase
from bot.nlu.text.words import WordTokenizer

NLP = spacy.blank("en")
NLP.tokenizer = WordTokenizer(NLP.vocab)
MATCHER = PhraseMatcher(
    NLP.vocab,
    {
        "harm": ["i *1 want|need to? die", "kms"],
        "danger": ["outside my door"],
    },
)


def test_compile_phrase() -> None:
    """
    A phrase becomes a Matcher pattern, word by word.
    """
    gap = {"IS_PUNCT": False, "OP": "?"}
    expected = [
        {"LOWER": {"IN": ["i"]}},
        gap,
        gap,
        {"LOWER": {"IN": ["want", "need"]}},
        {"LOWER": {"IN": ["to"]}, "OP": "?"},
    ]

    assert compile_phrase("I *2 want|need to?") == expected


@pytest.mark.parametrize("phrase", ["a||b", "*0", "*10", "|", "?", "a *"])
def test_what_cannot_be_read_is_refused(phrase: str) -> None:
    """
    A slip in a phrase must not pass in silence.
    """
    with pytest.raises(UnreadablePhrase):
        compile_phrase(phrase)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I want to die", [("harm", "I want to die")]),
        ("i really need die", [("harm", "i really need die")]),
        ("i , want to die", []),
        ("kms he is outside my door", [("harm", "kms"), ("danger", "outside my door")]),
        ("i want to live", []),
        ("door my outside", []),
        ("", []),
    ],
)
def test_find(text: str, found: list[tuple[str, str]]) -> None:
    """
    Phrases are found in order, whatever the case, and a gap doesn't reach over marks.
    """
    spans = MATCHER.find(NLP.make_doc(text))

    assert [(span.label_, span.text) for span in spans] == found
