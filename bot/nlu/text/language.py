"""
Tells English from Spanish in short texts: words first, pieces of words for what is on no list.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from pathlib import Path

from bot.nlu.text.cleaning import without_accents

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_MARKS = re.compile("[ñ¿¡]")
_MOST_WORDS = 60  # of a message; more tell nothing new
_WORD_LIMIT = 5.0  # log odds that one word can add
_PIECE_LIMIT = 1.5
_MARK_ODDS = 3.0
_PRIOR = -1.5
_SMOOTH = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """
    Log odds that a text is Spanish and not English: of whole words, and of pieces of unknown words.
    """

    words: Mapping[str, float]
    pieces: Mapping[str, float]

    def odds(self, text: str) -> float:
        """
        Log odds of Spanish for a cleaned `text`; below 0 it is taken for English.
        """
        lower = text.lower()
        words = _WORD.findall(lower)[:_MOST_WORDS]
        marks = _MARK_ODDS if _MARKS.search(lower) else 0.0
        return _PRIOR + marks + sum(self._word(without_accents(word)) for word in words)

    def _word(self, word: str) -> float:
        found = self.words.get(word)
        if found is not None:
            return found
        if len(word) < 4 or not word.isascii():
            return 0.0
        total = sum(self.pieces.get(piece, 0.0) for piece in _pieces(word))
        return max(-_PIECE_LIMIT, min(_PIECE_LIMIT, total))


def fit(english: Mapping[str, float], spanish: Mapping[str, float]) -> LanguageModel:
    """
    The model of two word lists, word -> how common (any unit, each list its own).
    """
    english, spanish = _folded(english), _folded(spanish)
    sums = sum(english.values()), sum(spanish.values())
    words = {
        word: _odds((english.get(word, 0.0), spanish.get(word, 0.0)), sums, 1e-6, _WORD_LIMIT)
        for word in sorted(english.keys() | spanish.keys())
    }
    return LanguageModel(words=words, pieces=_fit_pieces(english, spanish))


def save(model: LanguageModel, folder: Path) -> None:
    """
    Writes `language.json`.
    """
    data = {"words": dict(model.words), "pieces": dict(model.pieces)}
    (folder / "language.json").write_text(json.dumps(data), encoding="utf-8")


def load(folder: Path) -> LanguageModel:
    """
    The model that `save` wrote.
    """
    data = json.loads((folder / "language.json").read_text(encoding="utf-8"))
    return LanguageModel(words=data["words"], pieces=data["pieces"])


def _fit_pieces(english: Iterable[str], spanish: Iterable[str]) -> dict[str, float]:
    counts = [Counter(p for word in words for p in _pieces(word)) for words in (english, spanish)]
    sums = float(counts[0].total()), float(counts[1].total())
    common = [p for p in counts[0] | counts[1] if counts[0][p] + counts[1][p] >= 3]
    return {
        piece: _odds(
            (counts[0][piece] + _SMOOTH, counts[1][piece] + _SMOOTH), sums, 0.0, _PIECE_LIMIT
        )
        for piece in sorted(common)
    }


def _odds(
    counts: tuple[float, float], sums: tuple[float, float], floor: float, limit: float
) -> float:
    """
    log(share in Spanish / share in English), cut off at `limit`; an absent word has the share `floor`.
    """
    shares = [max(count / total, floor) for count, total in zip(counts, sums, strict=True)]
    return round(max(-limit, min(limit, log(shares[1] / shares[0]))), 3)


def _folded(counts: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, count in counts.items():
        folded = without_accents(word)
        found[folded] = found.get(folded, 0.0) + count
    return found


def _pieces(word: str) -> Iterator[str]:
    padded = f"^{word}$"
    for size in (2, 3, 4):
        for i in range(len(padded) - size + 1):
            yield padded[i : i + size]
