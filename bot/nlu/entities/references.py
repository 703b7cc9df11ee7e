"""
Case, ticket and report numbers: "ref 5512-AB", "ticket #88121"; and "bare" ones, where a code is the whole message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, low_span

_MARK = (
    r"(?:\s?(?:number|numbers|num|no|nr|nbr|id|code|numero)\b\.?|\s?#|\s?:|\s(?:is|was|es)\b|\s?=)"
)
_CODE = r"(?P<code>(?=[a-z0-9/_-]*\d)[a-z0-9](?:[a-z0-9]|[-_/](?=[a-z0-9])){2,39})(?![\w@])"
_REFERENCE = re.compile(
    rf"\b(?:(?:reference|ref|ticket|confirmation|incident|tracking|folio|referencia)s?\b{_MARK}{{0,3}}\s?"
    rf"|(?:case|report|request|complaint|caso|reporte|pin)\b{_MARK}{{1,3}}\s?){_CODE}"
)
_BARE = re.compile(
    rf"\s*(?:(?:yes|ok|here|its|it's|it|is|this|number|no|the)\b[\s,:.]*){{0,4}}#?\s?(?=[^\s]{{4}}){_CODE}[\s.!]*"
)
_UNIT = re.compile(
    r"\s?(?:min|hour|hr|day|week|month|year|yr|time|link|post|pic|img|dollar|people)"
)
_OTHERS = ("url", "email", "phone", "handle", "money", "date", "reference")
_CUE = re.compile(
    r"ref|ticket|confirmation|incident|tracking|folio|case|report|request|complaint|caso|pin"
)


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each code as it was typed.
    """
    if _CUE.search(scan.low.text) is None:
        return
    for match in _REFERENCE.finditer(scan.low.text):
        if _UNIT.match(scan.low.text, match.end()):
            continue
        start, end = low_span(scan, match, "code")
        yield Entity(entity="reference", value=scan.raw[start:end], start=start, end=end)


def find_bare(scan: Scan) -> Iterator[Entity]:
    """
    A code that is all there is: it answers the question for one, and means nothing otherwise.
    """
    match = _BARE.fullmatch(scan.low.text)
    if match is not None and not any(scan.of(name) for name in _OTHERS):
        start, end = low_span(scan, match, "code")
        yield Entity(
            entity="reference", value=scan.raw[start:end], start=start, end=end, role="bare"
        )
