"""
What a finder is given: the message in its foldings, the tables of names, and what was found before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.domain.parse import Entity
from bot.nlu.entities.canonical import Canonical
from bot.nlu.entities.gazetteer import Gazetteer
from bot.nlu.entities.text import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """
    One message on its way through the finders; spans of all entities refer to `raw`.
    """

    raw: str
    plain: Layer
    low: Layer
    canonical: Canonical
    gazetteer: Gazetteer
    found: tuple[Entity, ...] = ()

    def of(self, entity: str) -> tuple[Entity, ...]:
        """
        What was found of one kind so far.
        """
        return tuple(item for item in self.found if item.entity == entity)

    def taken(self, start: int, end: int) -> bool:
        """
        Whether an earlier entity lies on the raw span.
        """
        return any(item.start < end and start < item.end for item in self.found)


Finder = Callable[[Scan], Iterable[Entity]]


def low_span(scan: Scan, match: re.Match[str], group: int | str = 0) -> tuple[int, int]:
    """
    The raw span of a match in the lower-case layer.
    """
    return scan.low.span(match.start(group), match.end(group))


def canonical_span(scan: Scan, match: re.Match[str], group: int | str = 0) -> tuple[int, int]:
    """
    The raw span of a match in the canonical text.
    """
    return scan.canonical.span(match.start(group), match.end(group))
