"""
Pipeline component: what the message names: addresses, ages, money, platforms and the like.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from bot.domain.parse import Entity
from bot.nlu.entities import NO_NAMES, Gazetteer, find_entities
from bot.nlu.text.cleaning import encodable

_HEAD, _TAIL = 2_000, 500  # characters searched of a longer message


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
    The entities of `raw`; of a very long message those of its head and its tail.
    """
    text = encodable(raw)
    if len(text) <= _HEAD + _TAIL:
        yield from find_entities(text, normalized, gazetteer)
        return
    yield from find_entities(text[:_HEAD], normalized, gazetteer)
    shift = len(text) - _TAIL
    for entity in find_entities(text[shift:], normalized, gazetteer):
        yield replace(entity, start=entity.start + shift, end=entity.end + shift)
