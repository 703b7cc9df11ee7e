"""
Puts spelling right: SymSpell's symmetric deletes in flat arrays that a process maps instead of building.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

_LIKELY, _SURE = -19.0, -15.0  # log of how common both parts of a split word are together
_NICKNAME = -8.0  # log of how common a word is that stands for another ("dont", "pics")
PREFIX = 7  # letters of a word whose deletes are stored, as in SymSpell
_MAX_EDITS = 2
_NEIGHBOURS = {
    a: b
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for i, a in enumerate(row)
    for b in [row[max(0, i - 1) : i] + row[i + 1 : i + 2]]
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingTable:
    """
    Words by falling frequency, `counts` beside them, and `hashes[i]`: a delete of word `owners[i]`, sorted.
    """

    words: tuple[str, ...]
    counts: npt.NDArray[np.float32]
    hashes: npt.NDArray[np.uint32]
    owners: npt.NDArray[np.uint32]


def build_table(counts: Mapping[str, float]) -> SpellingTable:
    """
    The table of the words in `counts` (word -> how common, any unit).
    """
    words = tuple(sorted(counts, key=lambda word: (-counts[word], word)))
    codes = [sorted(_codes(word)) for word in words]
    hashes = np.array([code for own in codes for code in own], dtype=np.uint32)
    owners = np.repeat(np.arange(len(words), dtype=np.uint32), [len(own) for own in codes])
    order = np.argsort(hashes, kind="stable")
    return SpellingTable(
        words=words,
        counts=np.array([counts[word] for word in words], dtype=np.float32),
        hashes=hashes[order],
        owners=owners[order],
    )


def save_table(table: SpellingTable, folder: Path) -> None:
    """
    Writes `spelling.txt` and the arrays beside it.
    """
    (folder / "spelling.txt").write_text("\n".join(table.words), encoding="utf-8")
    np.save(folder / "spelling_counts.npy", table.counts)
    np.save(folder / "spelling_hashes.npy", table.hashes)
    np.save(folder / "spelling_owners.npy", table.owners)


def load_table(folder: Path) -> SpellingTable:
    """
    The table that `save_table` wrote; the arrays stay on disk until a page of them is needed.
    """
    return SpellingTable(
        words=tuple((folder / "spelling.txt").read_text(encoding="utf-8").split("\n")),
        counts=np.load(folder / "spelling_counts.npy"),
        hashes=np.load(folder / "spelling_hashes.npy", mmap_mode="r"),
        owners=np.load(folder / "spelling_owners.npy", mmap_mode="r"),
    )


class Speller:
    """
    Knows words, mends the ones that it doesn't know, and parts two words written as one.
    """

    def __init__(self, table: SpellingTable) -> None:
        self._table = table
        self._rank = {word: i for i, word in enumerate(table.words)}
        total = float(table.counts.sum()) or 1.0
        self._log = np.log(table.counts / total)

    def knows(self, word: str) -> bool:
        """
        Whether `word` (lower case) stands in the table.
        """
        return word in self._rank

    def correct(self, word: str) -> str | None:
        """
        The likeliest known word for `word` within one edit (two from six letters on), or None.
        """
        limit = 1 if len(word) < 6 else _MAX_EDITS
        best: tuple[float, str] | None = None
        for i in self._candidates(word):
            known = self._table.words[i]
            edits = OSA.distance(word, known, score_cutoff=limit)
            if edits > limit:
                continue
            cost = 4.0 * _edit_cost(word, known, edits) - float(self._log[i]) * 0.35
            if best is None or cost < best[0]:
                best = (cost, known)
        return best[1] if best else None

    def split(
        self, word: str, also: Container[str] = (), *, sure: bool = False
    ) -> tuple[str, str] | None:
        """
        Two common words that `word` is made of ("reportit"), or None; those of `also` ("dont") are common, too.

        With `sure` both must be so common that a misspelt word seldom looks like them.
        """
        best: tuple[float, str, str] | None = None
        for cut in range(1, len(word)):
            left, right = word[:cut], word[cut:]
            score = self._weight(left, also) + self._weight(right, also)
            if best is None or score > best[0]:
                best = (score, left, right)
        return (best[1], best[2]) if best and best[0] > (_SURE if sure else _LIKELY) else None

    def _weight(self, part: str, also: Container[str]) -> float:
        """
        How common a part of a word is as a word of its own, as a logarithm.
        """
        if not _can_stand(part):
            return -inf
        if part in also:
            return _NICKNAME
        i = self._rank.get(part)
        return -inf if i is None else float(self._log[i])

    def _candidates(self, word: str) -> Iterable[int]:
        codes = np.array(sorted(_codes(word)), dtype=np.uint32)
        hashes, owners = self._table.hashes, self._table.owners
        starts = np.searchsorted(hashes, codes, side="left")
        ends = np.searchsorted(hashes, codes, side="right")
        found: set[int] = set()
        for start, end in zip(starts, ends, strict=True):
            if start < end:
                found.update(owners[start:end].tolist())
        return sorted(found)


def _can_stand(part: str) -> bool:
    return len(part) > 2 or part in _SHORT_WORDS


_SHORT_WORDS = frozenset(
    "im a i am an as at be by do go he if in is it me my no of on or so to up us we".split()
)


def _edit_cost(word: str, known: str, edits: int) -> float:
    """
    Edits weighed by how easily they happen: swapped, doubled and neighbouring letters cost less.
    """
    cost = float(edits)
    if word[0] != known[0]:
        cost += 0.6
    if len(word) == len(known) and sorted(word) == sorted(known):
        return cost - 0.5
    if len(word) == len(known) and edits == 1:
        a, b = next((a, b) for a, b in zip(word, known, strict=True) if a != b)
        return cost - (0.25 if b in _NEIGHBOURS.get(a, "") else 0.0)
    if _single(word) == _single(known):
        return cost - 0.5
    return cost - (0.2 if len(known) > len(word) else 0.0)


def _single(word: str) -> str:
    return "".join(a for a, b in zip(word, word[1:] + " ", strict=True) if a != b)


def _codes(word: str) -> set[int]:
    found = {word[:PREFIX]}
    edge = found
    for _ in range(1 if len(word) < 5 else _MAX_EDITS):
        edge = {w[:i] + w[i + 1 :] for w in edge for i in range(len(w))}
        found = found | edge
    return {crc32(text.encode()) for text in found}
