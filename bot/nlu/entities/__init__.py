"""
Everything that a message names or says, as entities: addresses, ages, platforms, who it is about, what has happened.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from bot.domain.parse import Entity
from bot.nlu.entities import (
    age_groups,
    ages,
    amounts,
    bare_numbers,
    countries,
    dates,
    durations,
    emails,
    facets,
    handles,
    helping,
    languages,
    ordinals,
    phones,
    platforms,
    references,
    relationships,
    urls,
)
from bot.nlu.entities.canonical import canonical
from bot.nlu.entities.gazetteer import Gazetteer
from bot.nlu.entities.scan import Finder, Scan
from bot.nlu.entities.text import low_layer, plain_layer

__all__ = ["LONGEST", "MOST", "NO_NAMES", "Gazetteer", "find_entities", "find_names"]

LONGEST = 4000  # characters; what comes after them is not read
MOST = 100  # entities of one kind; the ones after them are left out

# Names and addresses: found first and then hidden, so that nothing else is read into them.
NAMES: dict[str, Finder] = {
    "email": emails.find,
    "url": urls.find,
    "reference": references.find,
    "phone": phones.find,
    "handle": handles.find,
}
# Everything else, in this order: each may use what was found before it.
MEANINGS: dict[str, Finder] = {
    "money": amounts.find,
    "age": ages.find,
    "date": dates.find,
    "duration": durations.find,
    "platform": platforms.find,
    "country": countries.find,
    "language": languages.find,
    "relationship": relationships.find,
    "who_for": helping.find,
    "age_group": age_groups.find,
    "facet": facets.find,
    "ordinal": ordinals.find,
    "number": bare_numbers.find,
    "code": references.find_bare,
}
# Claims that may also be read from the normalised text, where the raw spelling hides them.
CLAIMS = frozenset({"age", "who_for", "age_group", "facet", "language"})

NO_NAMES = Gazetteer()


def find_entities(
    raw: str, normalized: str = "", gazetteer: Gazetteer = NO_NAMES
) -> tuple[Entity, ...]:
    """
    All entities of a message, sorted by where they start in `raw`.

    `normalized` is the message with its spelling put right; claims that only it shows span the whole message.
    """
    scan = _scan(raw[:LONGEST], gazetteer)
    found = (*scan.found, *_from_normalized(scan, normalized))
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.entity)))


def find_names(raw: str, gazetteer: Gazetteer = NO_NAMES) -> tuple[Entity, ...]:
    """
    Only addresses, numbers and names, in a text of any length: what is worth the time in the middle of a long one.
    """
    return _named(raw, gazetteer).found


def _named(raw: str, gazetteer: Gazetteer) -> Scan:
    low = low_layer(raw)
    scan = Scan(
        raw=raw, plain=plain_layer(raw), low=low, canonical=canonical(low), gazetteer=gazetteer
    )
    for finder in NAMES.values():
        scan = _hidden(scan, tuple(islice(finder(scan), MOST)))
    return scan


def _scan(raw: str, gazetteer: Gazetteer) -> Scan:
    scan = _named(raw, gazetteer)
    scan = replace(scan, canonical=canonical(scan.low)) if scan.found else scan
    for finder in MEANINGS.values():
        scan = _grown(scan, tuple(islice(finder(scan), MOST)))
    return scan


def _hidden(scan: Scan, names: tuple[Entity, ...]) -> Scan:
    """
    The scan with these names found and made unreadable.
    """
    if not names:
        return scan
    spans = tuple((item.start, item.end) for item in names)
    return replace(
        scan,
        found=scan.found + names,
        plain=scan.plain.blank(spans),
        low=scan.low.blank(spans),
    )


def _grown(scan: Scan, entities: tuple[Entity, ...]) -> Scan:
    return replace(scan, found=scan.found + entities) if entities else scan


def _from_normalized(scan: Scan, normalized: str) -> tuple[Entity, ...]:
    """
    The claims that only the normalised text shows; what the raw text said goes first.
    """
    if not normalized or not scan.raw or _says_the_same(scan, normalized):
        return ()
    said = {_topic(item) for item in scan.found}
    again = _scan(normalized[:LONGEST], scan.gazetteer).found
    return tuple(
        replace(item, start=0, end=len(scan.raw))
        for item in again
        if item.entity in CLAIMS and _topic(item) not in said
    )


def _says_the_same(scan: Scan, normalized: str) -> bool:
    """
    Whether the normalised text has the same canonical words, so that reading it again shows nothing new.
    """
    return canonical(low_layer(normalized[:LONGEST])).text == scan.canonical.text


def _topic(entity: Entity) -> tuple[str, str | None]:
    """
    What a claim is about: facets by name, everything else by kind.
    """
    return entity.entity, entity.role if entity.entity == "facet" else None
