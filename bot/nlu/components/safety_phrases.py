"""
Pipeline component: explicit words of self-harm and danger, in English and Spanish, with guards.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from bot.domain.parse import Alarm, SafetyLevel
from bot.nlu.text.cleaning import ends, pieces, without_accents
from bot.nlu.text.phrases import PhraseMatcher

PHRASES_FILE = "phrases.json"
RISK, UNSURE, GUARD = "safety.", "unsure.", "guard."  # how the lookup tables' names begin
_NEVER, _MAYBE, _NEGATION = "guard.never", "guard.maybe", "guard.negation"
_MOST = 1_200  # characters of a message that are searched at once; a longer one is searched in pieces, too
_MOST_PIECES = 20  # of a longer message that are matched
_WORD = re.compile(r"[a-z0-9']+")
_TURNED = "~"  # marks the name of phrases that a "not" turns round
_SUBJECTS = frozenset("i im he she they we".split())
_SAYING = frozenset("that think say said saying mean feel like".split())
_REACH = 3  # words before a phrase in which a "not" turns it round
_CERTAIN, _POSSIBLE = 0.97, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """
    What plain words say: an alarm if any, and whether they spoke of risk only to deny it or as an idiom.
    """

    alarm: Alarm | None = None
    denied: bool = False


class PhraseFinder:
    """
    The alarm that the plain words of a text raise; `tables` are language -> rule -> phrases.
    """

    def __init__(self, nlp: Language, tables: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        self._nlp = nlp
        self._languages: list[tuple[PhraseMatcher, PhraseMatcher, frozenset[str]]] = []
        for rules in tables.values():
            negations = frozenset(rules.get(_NEGATION, ()))
            guards = {name: rules[name] for name in (_NEVER, _MAYBE) if name in rules}
            risks = PhraseMatcher(nlp.vocab, _risks(rules, negations))
            self._languages.append((risks, PhraseMatcher(nlp.vocab, guards), negations))

    def find(self, texts: Iterable[str]) -> Found:
        """
        What any of `texts`, ways to write one message, says in any language: the gravest counts.
        """
        return _gravest([each for text in dict.fromkeys(texts) for each in self._find(text)])

    def find_in_pieces(self, texts: Sequence[str]) -> Found:
        """
        What `texts`, the pieces of one message, say; only `_MOST_PIECES` are searched, those with rare words first.
        """
        words = [frozenset(_WORD.findall(text)) for text in texts]
        rank: dict[int, int] = {}
        for risks, _, _ in self._languages:
            for i, count in risks.likely(words).items():
                rank[i] = min(rank.get(i, count), count)
        first = sorted(rank, key=lambda i: (rank[i], i))[:_MOST_PIECES]
        return _gravest([each for i in first for each in self._find(texts[i])])

    def _find(self, text: str) -> Iterable[Found]:
        doc = self._nlp.make_doc(ends(text, _MOST))
        for risks, guards, negations in self._languages:
            spans = risks.find(doc)
            if spans:
                yield from _weighed(spans, guards.find(doc), negations)


def _risks(rules: Mapping[str, Iterable[str]], negations: frozenset[str]) -> dict[str, list[str]]:
    """
    The phrases of risk; those that hold no "not" of their own, and so are turned round by one, under a name that says so.
    """
    found: dict[str, list[str]] = {}
    for name, texts in rules.items():
        if name.startswith((RISK, UNSURE)):
            for text in texts:
                own = not negations.isdisjoint(_WORD.findall(text))
                found.setdefault(name if own else f"{name}{_TURNED}", []).append(text)
    return found


def _gravest(found: Sequence[Found]) -> Found:
    alarms = [each.alarm for each in found if each.alarm]
    return Found(
        alarm=max(alarms, key=lambda alarm: alarm.confidence, default=None),
        denied=not alarms and any(each.denied for each in found),
    )


def _weighed(spans: list[Span], guards: list[Span], negations: frozenset[str]) -> Iterable[Found]:
    unsure = any(span.label_ == _MAYBE for span in guards)
    for span in spans:
        if _idiom(span, guards) or _negated(span, negations):
            yield Found(denied=True)
            continue
        kind = span.label_.removeprefix(RISK).removeprefix(UNSURE).removesuffix(_TURNED)
        doubt = unsure or span.label_.startswith(UNSURE)
        yield Found(
            alarm=Alarm(intent=kind, level="possible", confidence=_POSSIBLE)
            if doubt
            else Alarm(intent=kind, level="certain", confidence=_CERTAIN)
        )


def _idiom(span: Span, guards: list[Span]) -> bool:
    return any(
        guard.label_ == _NEVER and span.start < guard.end and guard.start < span.end
        for guard in guards
    )


def _negated(span: Span, negations: frozenset[str]) -> bool:
    """
    Whether a "not" in the phrase or shortly before it turns it round.

    Before a phrase with a subject of its own ("I'm not well, I want to die") it must be "not that", "never said".
    """
    if span.label_.endswith(_TURNED) and any(token.lower_ in negations for token in span):
        return True
    before = span.doc[max(0, span.start - _REACH) : span.start]
    if span[0].lower_ in _SUBJECTS and not (len(before) and before[-1].lower_ in _SAYING):
        return False
    for token in reversed(before):
        if token.is_punct:
            return False
        if token.lower_ in negations:
            return True
    return False


class SafetyPhrases:
    """
    Raises `doc._.alarm`; of words that deny risk it leaves a certain alarm as a possible one.
    """

    def __init__(self, nlp: Language, folder: Path) -> None:
        tables = json.loads((folder / PHRASES_FILE).read_text(encoding="utf-8"))
        self._finder = PhraseFinder(nlp, tables)

    def __call__(self, doc: Doc) -> Doc:
        if doc._.control is None:
            raw = without_accents(doc._.cleaned.lower())
            found = self._finder.find((raw, doc._.model_text))
            doc._.alarm = weighed(doc._.alarm, found)
            if len(doc._.raw) > _MOST and not _certain(doc._.alarm):
                whole = [without_accents(piece.lower()) for piece in pieces(doc._.raw)]
                doc._.alarm = weighed(doc._.alarm, self._finder.find_in_pieces(whole))
        return doc


def _certain(alarm: Alarm | None) -> bool:
    return alarm is not None and alarm.level == "certain"


def weighed(head: Alarm | None, found: Found) -> Alarm | None:
    """
    The graver of what the head and the phrases found; plain words decide whose risk it is.
    """
    phrase = found.alarm
    if head is not None and found.denied and head.level == "certain":
        return replace(head, level="possible")
    if head is None or phrase is None:
        return phrase or head
    kind = phrase.intent if phrase.level == "certain" else head.intent
    level: SafetyLevel = "certain" if "certain" in (head.level, phrase.level) else "possible"
    return Alarm(intent=kind, level=level, confidence=max(head.confidence, phrase.confidence))
