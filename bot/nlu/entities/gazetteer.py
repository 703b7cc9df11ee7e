"""
The names that finders look up: platforms by name and by address, places by name. All of it is data, handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from bot.domain.fact import Country, Places, Platform
from bot.domain.fact_lookup import FactLookup
from bot.nlu.entities.text import low_layer

SIMILAR = 0.82  # below it, "single" would become Signal

_SHORTEST_TYPO = 6
_WORDS = re.compile(r"[^\W_]+")

# What people from a country are called: these words tell a country only after "I am".
_DEMONYM_ENDINGS = ("an", "ese", "ish", "ian", "ani", "eli", "oni", "iss", "er", "ino", "ina", "ano", "ana", "eno", "ena", "ense")  # fmt: skip
_DEMONYMS = frozenset(
    "aussie czech slovak tajik uzbek kyrgyz kazakh turkmen basotho malagasy manx cypriot spaniard boricua pinoy pinay "
    "argentine azeri emirati iraqi israeli swazi trini somali nepali yemeni kuwaiti bahraini qatari bangladeshi "
    "brasileira brasileiro filipinas welsh irish scottish british omani pakistani saudi azerbaijani montenegrin".split()
) - {"saudi"}
_NOT_DEMONYMS = frozenset("iran espana china dominicana libano palestina vatican".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """
    Lower-case names and the id that each stands for; also finds a name in spite of a slip of the thumb.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    longest: Mapping[str, int] = field(default_factory=dict)
    likely: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, ids: Mapping[str, str]) -> Names:
        """
        Names ready for look-up, from names in any spelling to ids.

        `longest` counts the words of the longest name that begins with a word; `likely` are the names by first
        letter and length.
        """
        folded = {key(name): value for name, value in ids.items() if key(name)}
        longest: dict[str, int] = {}
        likely: dict[tuple[str, int], tuple[str, ...]] = {}
        for name in sorted(folded):
            words = name.split(" ")
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
            if len(name) >= _SHORTEST_TYPO:
                at = name[0], len(name)
                likely[at] = (*likely.get(at, ()), name)
        return cls(ids=folded, longest=longest, likely=likely)

    def similar(self, word: str) -> str | None:
        """
        The name that a misspelt word most likely means, None when nothing is near.
        """
        spread = 1 if len(word) < 10 else 2  # more could not be similar enough
        lengths = range(len(word) - spread, len(word) + spread + 1)
        near = [
            (OSA.normalized_similarity(word, name, score_cutoff=SIMILAR), name)
            for length in lengths
            for name in self.likely.get((word[:1], length), ())
        ]
        likeness, name = max(near, default=(0.0, ""))
        return name if likeness >= SIMILAR else None


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
    def from_facts(cls, facts: FactLookup) -> Gazetteer:
        """
        A gazetteer from the platforms, countries and places among the facts.
        """
        platforms = facts.of(Platform)
        countries = facts.of(Country)
        places = {word: place.id for place in facts.of(Places) for word in place.words}
        return cls(
            platforms=Names.of(_platform_names(platforms)),
            domains={domain.lower(): row.id for row in platforms for domain in row.domains},
            countries=Names.of({w: c.id for c in countries for w in _names(c)}),
            demonyms=Names.of({w: c.id for c in countries for w in set(c.words) - _names(c)}),
            places=Names.of(places),
        )

    def platform_of(self, host: str) -> str | None:
        """
        The platform that a host name belongs to, by the longest known domain.
        """
        labels = host.lower().split(".")
        suffixes = (".".join(labels[at:]) for at in range(len(labels) - 1))
        return next((self.domains[suffix] for suffix in suffixes if suffix in self.domains), None)


def key(name: str) -> str:
    """
    How a name is looked up: lower case, no accents, only letters and digits, single spaces.
    """
    return " ".join(_WORDS.findall(low_layer(name).text))


def _names(country: Country) -> set[str]:
    """
    The words for a country that are not what its people are called.
    """
    names = {word for word in country.words if not _is_demonym(word)}
    own = {country.name.casefold()} & set(country.words)
    return names | own | ({"us"} if country.id == "US" else set())


def _is_demonym(word: str) -> bool:
    last = key(word).split(" ")[-1]
    return last in _DEMONYMS or (last not in _NOT_DEMONYMS and last.endswith(_DEMONYM_ENDINGS))


def _platform_names(platforms: Iterable[Platform]) -> dict[str, str]:
    """
    Nicknames, and the plain part of each name: "X (Twitter)" is called X, lists of names are left out.
    """
    names: dict[str, str] = {}
    for platform in platforms:
        plain = platform.name.partition(" (")[0]
        if "," not in plain and " and " not in plain and not plain.startswith(("Any ", '"')):
            names[plain] = platform.id
        names.update(dict.fromkeys(platform.nicknames, platform.id))
    return names
