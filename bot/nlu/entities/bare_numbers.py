"""
A number that answers a question: alone, or nearly, and part of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, canonical_span

LONGEST_ANSWER = 8  # words

_FILLER = (
    r"(?:like|maybe|about|around|i|think|guess|would|say|am|probably|was|were|it|is|there|are|yes|no|just|only|then|so|um|uh|er|ok|actually|sorry|well|not|meant|mean|"
    r"option|number|answer|choice|pick|choose|button|the|please|and|or|to|exactly|almost|nearly|of|them|in|total|all|img|link|links|post|posts|time|times|account|accounts|"
    r"site|sites|message|messages|page|pages|more|others|other|opcion|numero|creo|son|hay|[.,!?:;#'\"()=-])"
)
_ANSWER = re.compile(rf"(?:{_FILLER} )*\d{{1,9}}(?: (?:{_FILLER}|\d{{1,9}}))*\Z")
_ONE = re.compile(
    r"(?:(?:option|number|answer|choice|#|opcion|yes|ok|just|only|the|pick|,|\.) )*(?P<n>one|uno|una)(?: (?:please|\.|,|!|link|img|account|post|site))*\Z"
)
_NUMBER = re.compile(r"(?<![^ ])(?P<n>\d{1,9})(?= |$)")


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each such number; none in a longer message, none that is part of a word or a sum.
    """
    text = scan.canonical.text
    if len(scan.canonical.starts) > LONGEST_ANSWER:
        return
    alone = _ONE.match(text)
    if alone is not None:
        yield _entity(scan, alone, 1)
    elif _ANSWER.match(text):
        for match in _NUMBER.finditer(text):
            if _stands_alone(scan, *canonical_span(scan, match)):
                yield _entity(scan, match, int(match["n"]))


def _stands_alone(scan: Scan, start: int, end: int) -> bool:
    beside = scan.raw[start - 1 : start] + scan.raw[end : end + 1]
    taken = any(
        item.start < end and start < item.end for item in scan.found if item.entity != "age_group"
    )
    return not taken and not any(char.isalnum() or char in "_/" for char in beside)


def _entity(scan: Scan, match: re.Match[str], value: int) -> Entity:
    start, end = canonical_span(scan, match, "n")
    return Entity(entity="number", value=value, start=start, end=end)
