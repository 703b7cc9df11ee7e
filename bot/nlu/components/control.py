"""
Pipeline component: "yes", "idk", "skip" and their like, looked up exactly, typing slips forgiven.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from rapidfuzz.distance import OSA
from spacy.tokens import Doc

from bot.domain.parse import Intent
from bot.nlu.text.cleaning import without_accents

CONTROL_FILE = "control.json"
PREFIX = "control."  # of the lookup tables that hold the words
WORDLESS = (
    "out_of_scope"  # the intent of a message without a Latin letter or digit that isn't listed
)
_LONGEST_WORD = 20
_READABLE = re.compile(r"[a-z0-9]", re.IGNORECASE)
_SURE, _SLIP = 0.99, 0.95
_MARKS = re.compile(r"[^\w\s']+")
_RUNS = re.compile(r"(.)\1+")
_SPACES = re.compile(r"\s+")


class ControlWords:
    """
    What a whole message means when it is one of the known short answers.
    """

    def __init__(self, words: Mapping[str, str], known: frozenset[str] = frozenset()) -> None:
        self._words = {_simple(word): intent for word, intent in words.items()}
        self._calm = {_RUNS.sub(r"\1", word): intent for word, intent in self._words.items()}
        self._long = [word for word in self._words if len(word) >= 4 and " " not in word]
        self._known = known

    def intent(self, cleaned: str) -> Intent | None:
        """
        The intent of a cleaned message, or None if it says anything more.
        """
        simple = _simple(cleaned)
        name = self._words.get(simple) or self._calm.get(_RUNS.sub(r"\1", simple))
        if not name and not _READABLE.search(cleaned):
            name = WORDLESS
        if name:
            return Intent(name=name, confidence=_SURE)
        slip = self._slip(simple) if len(cleaned) <= _LONGEST_WORD else None
        return Intent(name=slip, confidence=_SLIP) if slip else None

    def _slip(self, word: str) -> str | None:
        """
        The one intent whose word is a slip of the thumb away from `word`, unless `word` is a real one.
        """
        if len(word) < 4 or " " in word or word in self._known:
            return None
        near = {
            self._words[known]
            for known in self._long
            if known[0] == word[0] and OSA.distance(word, known, score_cutoff=1) <= 1
        }
        return near.pop() if len(near) == 1 else None


def _simple(text: str) -> str:
    lower = without_accents(text.lower())
    return _SPACES.sub(" ", _MARKS.sub(" ", lower)).strip() or lower.strip()


class ControlLookup:
    """
    Sets `doc._.control`.
    """

    def __init__(self, folder: Path) -> None:
        data = json.loads((folder / CONTROL_FILE).read_text(encoding="utf-8"))
        self._control = ControlWords(data["words"], frozenset(data["known"]))

    def __call__(self, doc: Doc) -> Doc:
        doc._.control = self._control.intent(doc._.cleaned)
        return doc
