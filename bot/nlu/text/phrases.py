"""
A small notation for phrases, and the spaCy Matcher that finds them: `i want|need to *2 die`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from bot.errors import ContentError, Mistake

_GAP = re.compile(r"\*([1-9])$")
Pattern = list[dict[str, Any]]


def compile_phrase(phrase: str) -> Pattern:
    """
    The Matcher pattern of a phrase: words parted by spaces, `a|b` either, `a?` perhaps, `*3` up to three
    words of any kind but no mark.

    Raises `ContentError` when a word of it can't be read.
    """
    return [token for part in phrase.lower().split() for token in _tokens(part, phrase)]


def build_matcher(vocab: Vocab, phrases: Mapping[str, Iterable[str]]) -> Matcher:
    """
    A Matcher with one rule for each name; of matches that overlap it keeps the longest.
    """
    matcher = Matcher(vocab)
    for name, texts in phrases.items():
        matcher.add(name, [compile_phrase(text) for text in texts], greedy="LONGEST")
    return matcher


def find(matcher: Matcher, doc: Doc) -> list[Span]:
    """
    The matches in order of the text, `span.label_` the name of the rule.
    """
    return sorted(matcher(doc, as_spans=True), key=lambda span: (span.start, span.end))


def _tokens(part: str, phrase: str) -> Pattern:
    gap = _GAP.match(part)
    if gap:
        return [{"IS_PUNCT": False, "OP": "?"} for _ in range(int(gap[1]))]
    optional = part.endswith("?") and len(part) > 1
    words = (part[:-1] if optional else part).split("|")
    if not all(words):
        mistake = Mistake(
            file="phrases", line=1, message=f"cannot read {phrase!r}", expected="a|b"
        )
        raise ContentError([mistake])
    token: dict[str, Any] = {"LOWER": {"IN": words}}
    return [token | {"OP": "?"}] if optional else [token]
