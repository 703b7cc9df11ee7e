"""
The names that finders look up: platforms by name and by address, places by name. All of it is data, handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz.distance import OSA

from bot.nlu.entities.text import low_layer

SIMILAR = 0.82  # below it, "single" would become Signal

_SHORTEST_TYPO = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """
    Lower-case names and the id that each stands for; also finds a name in spite of a slip of the thumb.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    longest: int = 1
    _by_letter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, ids: Mapping[str, str]) -> Names:
        """
        Names ready for look-up, from names in any spelling to ids.
        """
        folded = {_key(name): value for name, value in ids.items()}
        letters = sorted({name[0] for name in folded if len(name) >= _SHORTEST_TYPO})
        by_letter = {
            letter: tuple(n for n in folded if n[0] == letter and len(n) >= _SHORTEST_TYPO)
            for letter in letters
        }
        longest = max((len(name.split()) for name in folded), default=1)
        return cls(ids=folded, longest=longest, _by_letter=by_letter)

    def similar(self, word: str) -> str | None:
        """
        The name that a misspelt word most likely means, None when nothing is near.
        """
        best, score = None, SIMILAR
        for name in self._by_letter.get(word[:1], ()):
            if abs(len(name) - len(word)) > 2:
                continue
            likeness = OSA.normalized_similarity(word, name, score_cutoff=score)
            if likeness > score or (likeness == score and best is None):
                best, score = name, likeness
        return best


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """
    All names that finders look up; an empty one finds no platforms and no countries.
    """

    platforms: Names = field(default_factory=Names)
    domains: Mapping[str, str] = field(default_factory=dict)
    countries: Names = field(default_factory=Names)
    demonyms: Names = field(default_factory=Names)
    places: Names = field(default_factory=Names)

    @classmethod
    def from_tables(
        cls, platforms: Iterable[Mapping[str, Any]], countries: Iterable[Mapping[str, Any]]
    ) -> Gazetteer:
        """
        A gazetteer from the rows of the tables of facts.

        A platform has `id`, `name`, and may have `nicknames`, `domains`, `cdn_domains`; a country has `code`
        (ISO 3166-1 alpha-2), `name`, and may have `names`, `demonyms`, `places` (cities and regions).
        """
        platforms, countries = tuple(platforms), tuple(countries)
        return cls(
            platforms=Names.of(_ids(platforms, "id", ("nicknames",))),
            domains=_domains(platforms),
            countries=Names.of(_ids(countries, "code", ("names",))),
            demonyms=Names.of(_listed(countries, "code", ("demonyms",))),
            places=Names.of(_listed(countries, "code", ("places",))),
        )

    def platform_of(self, host: str) -> str | None:
        """
        The platform that a host name belongs to, by the longest known domain.
        """
        labels = host.lower().split(".")
        for at in range(len(labels)):
            known = self.domains.get(".".join(labels[at:]))
            if known is not None:
                return known
        return None


def _key(name: str) -> str:
    return " ".join(low_layer(name).text.replace(".", " ").replace("-", " ").split())


def _ids(rows: Iterable[Mapping[str, Any]], key: str, lists: tuple[str, ...]) -> dict[str, str]:
    own = {str(row["name"]): str(row[key]) for row in rows}
    return own | _listed(rows, key, lists)


def _listed(rows: Iterable[Mapping[str, Any]], key: str, lists: tuple[str, ...]) -> dict[str, str]:
    return {
        str(name): str(row[key]) for row in rows for column in lists for name in row.get(column) or ()
    }


def _domains(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {
        str(domain).lower(): str(row["id"])
        for row in rows
        for column in ("domains", "cdn_domains")
        for domain in row.get(column) or ()
    }
