"""
A number that answers a question: alone, or nearly, and part of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, canonical_span

LONGEST_ANSWER = 6  # words

_NUMBER = re.compile(r"(?<![^ ])(?P<n>\d{1,9})(?= |$)")
_SPELT_ONE = re.compile(r"(?:(?:option|number|answer|choice|no|#|opcion|yes|ok|just|only|,|\.) )*(?P<one>one|1|uno|una)(?: (?:please|\.|,|!))*\Z")
_PART_OF_SUM = re.compile(r" (?:x|times|\*|\+|plus|minus|percent|%|/ \d|: \d)(?= |$)")


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each such number; none in a longer message.
    """
    text = scan.canonical.text
    if len(scan.canonical.starts) > LONGEST_ANSWER:
        return
    alone = _SPELT_ONE.match(text)
    if alone is not None:
        yield _entity(scan, alone, "one", 1)
        return
    for match in _NUMBER.finditer(text):
        if not _PART_OF_SUM.match(text, match.end()) and not scan.taken(*canonical_span(scan, match)):
            yield _entity(scan, match, "n", int(match["n"]))


def _entity(scan: Scan, match: re.Match[str], group: str, value: int) -> Entity:
    start, end = canonical_span(scan, match, group)
    return Entity(entity="number", value=value, start=start, end=end)
