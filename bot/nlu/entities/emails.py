"""
E-mail addresses, recognised so that they are taken for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, low_span

_AT = r"(?:@|\s?[\[(]\s?(?:at|@|arroba)\s?[\])]\s?)"
_DOT = r"(?:\.|\s?[\[(]\s?(?:dot|\.|punto)\s?[\])]\s?)"
_EMAIL = re.compile(
    rf"(?:(?<=mailto:)|(?<![\w.+\-/:=?&%]))(?P<name>[a-z0-9_][\w.+%'-]{{0,63}}){_AT}"
    rf"(?P<host>[a-z0-9][a-z0-9-]{{0,62}}(?:{_DOT}[a-z0-9][a-z0-9-]{{0,62}}){{0,4}}{_DOT}[a-z]{{2,24}})(?![\w@])"
)
_ANY_AT = re.compile(_AT)
_ANY_DOT = re.compile(_DOT)


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each address in lower case, brackets around "at" and "dot" taken away.
    """
    if _ANY_AT.search(scan.low.text) is None:
        return
    for match in _EMAIL.finditer(scan.low.text):
        host = _ANY_DOT.sub(".", match["host"])
        start, end = low_span(scan, match)
        yield Entity(entity="email", value=f"{match['name']}@{host}", start=start, end=end)
