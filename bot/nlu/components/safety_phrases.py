"""
Pipeline component: explicit words of self-harm and danger, in English and Spanish, with guards.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span

from bot.domain.parse import Alarm
from bot.nlu.text.cleaning import clean, without_accents
from bot.nlu.text.phrases import build_matcher, find

PHRASES_FILE = "phrases.json"
RISK, GUARD = "safety.", "guard."  # how the lookup tables' names begin
_NEVER, _MAYBE, _NEGATION = "guard.never", "guard.maybe", "guard.negation"
_REACH = 3  # words before a phrase in which a "not" turns it round
_CERTAIN, _POSSIBLE = 0.97, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """
    The phrases of one language: rule name -> phrases in the notation of `bot.nlu.text.phrases`.
    """

    language: str
    rules: Mapping[str, tuple[str, ...]]


class PhraseFinder:
    """
    The alarm that the plain words of a text raise.
    """

    def __init__(self, nlp: Language, tables: Iterable[Phrases]) -> None:
        self._nlp = nlp
        self._matchers: list[tuple[Matcher, frozenset[str]]] = []
        for table in tables:
            rules = {name: texts for name, texts in table.rules.items() if name != _NEGATION}
            negations = frozenset(table.rules.get(_NEGATION, ()))
            self._matchers.append((build_matcher(nlp.vocab, rules), negations))

    def alarm(self, texts: Iterable[str]) -> Alarm | None:
        """
        The gravest alarm that any of `texts`, ways to write one message, raises in any language.
        """
        found = [alarm for text in dict.fromkeys(texts) for alarm in self._alarms(text)]
        return max(found, key=lambda alarm: alarm.confidence, default=None)

    def _alarms(self, text: str) -> Iterable[Alarm]:
        doc = self._nlp.make_doc(text)
        for matcher, negations in self._matchers:
            spans = find(matcher, doc)
            if spans:
                yield from _weighed(spans, doc, negations)


def _weighed(spans: list[Span], doc: Doc, negations: frozenset[str]) -> Iterable[Alarm]:
    never = [span for span in spans if span.label_ == _NEVER]
    unsure = any(span.label_ == _MAYBE for span in spans)
    for span in spans:
        if not span.label_.startswith(RISK) or _negated(span, doc, negations):
            continue
        if any(span.start < other.end and other.start < span.end for other in never):
            continue
        yield Alarm(
            intent=span.label_.removeprefix(RISK),
            level="possible" if unsure else "certain",
            confidence=_POSSIBLE if unsure else _CERTAIN,
        )


def _negated(span: Span, doc: Doc, negations: frozenset[str]) -> bool:
    for token in reversed(doc[max(0, span.start - _REACH) : span.start]):
        if token.is_punct:
            return False
        if token.lower_ in negations:
            return True
    return False


class SafetyPhrases:
    """
    Raises `doc._.alarm`, never lowers it; a certain alarm becomes the intent.
    """

    def __init__(self, nlp: Language, folder: Path) -> None:
        data = json.loads((folder / PHRASES_FILE).read_text(encoding="utf-8"))
        tables = [
            Phrases(language=language, rules={name: tuple(texts) for name, texts in rules.items()})
            for language, rules in data.items()
        ]
        self._finder = PhraseFinder(nlp, tables)

    def __call__(self, doc: Doc) -> Doc:
        raw = without_accents(clean(doc._.raw).lower())
        doc._.alarm = graver(doc._.alarm, self._finder.alarm((raw, doc._.model_text)))
        return doc


def graver(head: Alarm | None, phrase: Alarm | None) -> Alarm | None:
    """
    The graver of what the head and the phrases found; plain words decide whose risk it is.
    """
    if head is None or phrase is None:
        return phrase or head
    level = "certain" if "certain" in (head.level, phrase.level) else "possible"
    kind = phrase.intent if phrase.level == "certain" else head.intent
    return Alarm(intent=kind, level=level, confidence=max(head.confidence, phrase.confidence))
