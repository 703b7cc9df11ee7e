"""
Pipeline component: what the message names: addresses, ages, money, platforms and the like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from bot.domain.parse import Entity
from bot.nlu.entities import NO_NAMES, Gazetteer, find_entities, find_names
from bot.nlu.text.cleaning import encodable

# Characters searched of a longer message; in the middle only for addresses and the like.
_HEAD, _MIDDLE, _TAIL = 1_600, 6_000, 400
_LONGEST_ADDRESS = 400
_LAST_SPACE = re.compile(r"\s\S*\Z")


class EntityFinder:
    """
    Sets `doc._.entities`; offsets count in the raw text. `gazetteer` names the platforms and countries that it knows.
    """

    def __init__(self, gazetteer: Gazetteer = NO_NAMES) -> None:
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        doc._.entities = tuple(entities_of(doc._.raw, doc._.normalized, self.gazetteer))
        return doc


def entities_of(raw: str, normalized: str, gazetteer: Gazetteer = NO_NAMES) -> Iterator[Entity]:
    """
    The entities of `raw`; of a very long message those of its head and its tail, and the addresses between them.
    """
    text = encodable(raw)
    if len(text) <= _HEAD + _TAIL:
        yield from find_entities(text, normalized, gazetteer)
        return
    first, last = _gap(text, _HEAD), _gap(text, len(text) - _TAIL)
    middle = min(last, _gap(text, first + _MIDDLE))
    yield from find_entities(text[:first], normalized, gazetteer)
    yield from _moved(find_names(text[first:middle], gazetteer), first)
    yield from _moved(find_entities(text[last:], gazetteer=gazetteer), last)


def _gap(text: str, near: int) -> int:
    """
    Where a word ends shortly before `near`, so that no address is cut in two.
    """
    found = _LAST_SPACE.search(text, max(0, near - _LONGEST_ADDRESS), near)
    return found.start() if found else near


def _moved(entities: Iterable[Entity], shift: int) -> Iterator[Entity]:
    for entity in entities:
        yield replace(entity, start=entity.start + shift, end=entity.end + shift)
