"""
A place in a list that was offered: "the second one", "last".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, canonical_span

_PLACES = {
    "first": 1, "1st": 1, "top": 1, "primero": 1, "primera": 1, "second": 2, "2nd": 2, "segundo": 2, "segunda": 2, "third": 3, "3rd": 3,
    "tercero": 3, "tercera": 3, "fourth": 4, "forth": 4, "4th": 4, "cuarto": 4, "cuarta": 4, "fifth": 5, "5th": 5, "sixth": 6, "6th": 6,
    "seventh": 7, "7th": 7, "eighth": 8, "8th": 8, "ninth": 9, "9th": 9, "last": -1, "bottom": -1, "ultimo": -1, "ultima": -1,
}  # fmt: skip
_BEFORE = r"(?:(?:i|think|guess|want|pick|choose|take|will|go|with|probably|maybe|would|say|it|is|that|yes|ok|um|uh|so|the|my|la|el|lo|,|\.) )*"
_AFTER = r"(?: (?:one|ones|option|choice|answer|button|link|please|opcion|i|think|guess|there|[.,!?]))*\Z"
_ORDINAL = re.compile(rf"{_BEFORE}(?P<place>{'|'.join(_PLACES)})(?P<what>{_AFTER})")


def find(scan: Scan) -> Iterator[Entity]:
    """
    The place, counted from 1; the last is -1.
    """
    match = _ORDINAL.match(scan.canonical.text)
    if match is not None:
        start, end = canonical_span(scan, match, "place")
        yield Entity(entity="ordinal", value=_PLACES[match["place"]], start=start, end=end)
