"""
A small notation for phrases, and the spaCy Matcher that finds them: `i want|need to *2 die`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from bot.errors import UnreadablePhrase

_GAP = re.compile(r"\*([1-9])$")
_WORD = re.compile(r"[^\s|?*]+(?:\|[^\s|?*]+)*\??$")
Pattern = list[dict[str, Any]]


def compile_phrase(phrase: str) -> Pattern:
    """
    The Matcher pattern of a phrase: words parted by spaces, `a|b` either, `a?` perhaps, `*3` up to three
    words of any kind but no mark.

    Raises `UnreadablePhrase` when a word of it can't be read.
    """
    return [token for part in phrase.lower().split() for token in _tokens(part, phrase)]


class PhraseMatcher:
    """
    Finds the phrases of named rules.
    """

    def __init__(self, vocab: Vocab, rules: Mapping[str, Iterable[str]]) -> None:
        patterns = [
            (name, compile_phrase(text)) for name, texts in rules.items() for text in texts
        ]
        self._phrases = [
            (name, _musts(each), _matcher(vocab, name, each)) for name, each in patterns
        ]
        self._having: dict[
            str, list[int]
        ] = {}  # word -> the phrases that have it in their rarest place
        for number, (_, musts, _) in enumerate(self._phrases):
            for word in musts[0] if musts else ():
                self._having.setdefault(word, []).append(number)

    def likely(self, texts: Sequence[Set[str]]) -> dict[int, int]:
        """
        Of texts given as their words those that have all the words of a phrase: place -> how many have them, the
        rarest of its phrases counting.
        """
        every = frozenset().union(*texts)
        found: dict[int, int] = {}
        for musts in (musts for _, musts, _ in self._phrases if _has_all(every, musts)):
            places = [i for i, words in enumerate(texts) if _has_all(words, musts)]
            found |= {i: min(found.get(i, len(texts)), len(places)) for i in places}
        return found

    def find(self, doc: Doc) -> list[Span]:
        """
        The matches in order of the text, `span.label_` the name of the rule; of one rule's that overlap the longest.
        """
        # Matching costs a thousand times more than seeing that a phrase doesn't have all its words here.
        words = {token.lower_ for token in doc}
        found: dict[str, list[Span]] = {}
        likely = {number for word in words for number in self._having.get(word, ())}
        for name, musts, matcher in (self._phrases[number] for number in sorted(likely)):
            if _has_all(words, musts):
                # A document may have a vocabulary of its own, which doesn't know our names.
                spans = (Span(doc, start, end, label=name) for _, start, end in matcher(doc))
                found.setdefault(name, []).extend(spans)
        longest = (span for spans in found.values() for span in filter_spans(spans))
        return sorted(longest, key=lambda span: (span.start, span.end))


def _matcher(vocab: Vocab, name: str, pattern: Pattern) -> Matcher:
    matcher = Matcher(vocab)
    matcher.add(name, [pattern], greedy="LONGEST")
    return matcher


def _has_all(words: Set[str], musts: Iterable[frozenset[str]]) -> bool:
    return all(not must.isdisjoint(words) for must in musts)


def _musts(pattern: Pattern) -> list[frozenset[str]]:
    """
    The words of which each match has one, for every place that can't be left out; the rarest kind first.
    """
    places = [frozenset(token["LOWER"]["IN"]) for token in pattern if "OP" not in token]
    return sorted(places, key=len)


def _tokens(part: str, phrase: str) -> Pattern:
    gap = _GAP.match(part)
    if gap:
        return [{"IS_PUNCT": False, "OP": "?"} for _ in range(int(gap[1]))]
    if not _WORD.match(part):
        raise UnreadablePhrase(phrase=phrase)
    optional = part.endswith("?")
    token: dict[str, Any] = {"LOWER": {"IN": (part[:-1] if optional else part).split("|")}}
    return [token | {"OP": "?"}] if optional else [token]
