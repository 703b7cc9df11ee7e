"""
TF-IDF over words and pieces of words: the features that need no language model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np

from bot.nlu.arrays import Floats, Ints

_WORDS = "w:"  # word features carry a mark, so that the word "he" and the letters "he" differ
_SIZES = (3, 4)
_LENGTH = 1.5  # of each block: how much words count beside a sentence embedding of length 1
_EMPTY = (np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


@dataclass(frozen=True, slots=True)
class Features:
    """
    The features of one text that the model knows: columns (in order) and their weights.
    """

    columns: Ints
    weights: Floats


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """
    Feature -> column, and the inverse document frequency of each column; words come before pieces.
    """

    columns: dict[str, int]
    idf: Floats
    words: int

    def features(self, text: str) -> Features:
        """
        The features of `text` (as `model_text` gives it): each of the two blocks has the same length.
        """
        counts: dict[int, int] = {}
        get = self.columns.get
        for term in terms(text):
            column = get(term)
            if column is not None:
                counts[column] = counts.get(column, 0) + 1
        return self._weighed(counts)

    def _weighed(self, counts: dict[int, int]) -> Features:
        if not counts:
            return Features(*_EMPTY)
        columns = np.fromiter(counts, dtype=np.int32, count=len(counts))
        order = np.argsort(columns)
        tf = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))[order]
        columns = columns[order]
        weights = ((1.0 + np.log(tf)) * self.idf[columns]).astype(np.float32)
        border = int(np.searchsorted(columns, self.words))
        blocks = [_of_length(block) for block in (weights[:border], weights[border:])]
        return Features(columns, np.concatenate(blocks))


def _of_length(block: Floats) -> Floats:
    norm = float(np.linalg.norm(block))
    found: Floats = block * np.float32(_LENGTH / norm) if norm > 0.0 else block
    return found


def terms(text: str) -> Iterator[str]:
    """
    Words and word pairs (marked), then every piece of 3 or 4 letters within each word.
    """
    words = _tokens(text)
    for i, word in enumerate(words):
        yield _WORDS + word
        if i:
            yield f"{_WORDS}{words[i - 1]} {word}"
    for word in words:
        padded = f" {word} "
        size = len(padded)
        for n in _SIZES:
            if n >= size:
                yield padded
                break
            for i in range(size - n + 1):
                yield padded[i : i + n]


def fit(texts: Sequence[str], *, least: int, most: int) -> Vocabulary:
    """
    The vocabulary of `texts`: features in at least `least` texts, the `most` most frequent of them.
    """
    documents: Counter[str] = Counter()
    for text in texts:
        documents.update(set(terms(text)))
    kept = [term for term, count in documents.items() if count >= least]
    kept = sorted(kept, key=lambda term: (-documents[term], term))[:most]
    kept.sort(key=lambda term: (not term.startswith(_WORDS), term))
    idf = [log((1 + len(texts)) / (1 + documents[term])) + 1.0 for term in kept]
    return Vocabulary(
        columns={term: column for column, term in enumerate(kept)},
        idf=np.array(idf, dtype=np.float32),
        words=sum(term.startswith(_WORDS) for term in kept),
    )


def save(vocabulary: Vocabulary, folder: Path) -> None:
    """
    Writes `terms.txt` and `idf.npy`.
    """
    terms_text = "\n".join(vocabulary.columns)
    (folder / "terms.txt").write_text(terms_text, encoding="utf-8")
    np.save(folder / "idf.npy", vocabulary.idf)


def load(folder: Path) -> Vocabulary:
    """
    The vocabulary that `save` wrote.
    """
    names = (folder / "terms.txt").read_text(encoding="utf-8").split("\n")
    return Vocabulary(
        columns={term: column for column, term in enumerate(names)},
        idf=np.load(folder / "idf.npy"),
        words=sum(term.startswith(_WORDS) for term in names),
    )


def _tokens(text: str) -> list[str]:
    words: list[str] = []
    word: list[str] = []
    for char in text:
        if char.isalnum() or char == "'":
            word.append(char)
            continue
        if word:
            words.append("".join(word))
            word = []
        if not char.isspace():
            words.append(char)
    if word:
        words.append("".join(word))
    return words
