"""
How long: "3 days", "48 hours", in hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, low_span

_HOURS = {"m": 1 / 60, "h": 1, "d": 24, "w": 168, "mo": 730, "y": 8760}
_WORDS = {
    "a": 1, "an": 1, "one": 1, "un": 1, "una": 1, "two": 2, "dos": 2, "couple": 2, "three": 3, "tres": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "ten": 10, "twenty four": 24, "forty eight": 48, "half an": 0.5,
}  # fmt: skip
_DURATION = re.compile(
    r"(?<![\w.,/$£€:-])(?P<count>\d{1,4}(?:\.\d)?|half an|twenty four|forty eight|(?:a )?couple(?: of)?|"
    r"an?|one|two|three|four|five|six|seven|ten|un|una|dos|tres)\s?-?"
    r"(?:(?P<m>min(?:ute)?s?|minutos?)|(?P<h>hours?|hrs?|hr|h|horas?)|(?P<d>days?|dias?)|(?P<w>weeks?|wks?|semanas?)"
    r"|(?P<mo>months?|mnths?|meses|mes)|(?P<y>years?|yrs?|anos?))(?![\w'])"
)
_NOT_AFTER = re.compile(
    r"\s?-?\s?(?:olds?\b|of age|ago\b|back\b|(?:law|rule|thing|notice|act|limit|window|deadline|takedown|removal|request)\b|later|pregnant)"
)
_NOT_BEFORE = re.compile(r"\b(?:hace|once|per|every|what|such|tenia|tengo|tiene|\d+|in) \Z")
# "one day", "give me a minute": a length only after "for" and the like.
_LOOSE = re.compile(r"(?:an|a|one|una|un)[\s-](?!hour|hr|hora|couple)")
_MEASURED = re.compile(
    r"\b(?:for|since|after|been|about|within|over|like|than|nearly|almost|under|desde|por) \Z"
)


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each length of time in hours, two decimals at most.
    """
    text = scan.low.text
    for match in _DURATION.finditer(text):
        start, end = low_span(scan, match)
        if not _meant(text, match) or scan.taken(start, end):
            continue
        hours = round(_count(match["count"]) * _HOURS[match.lastgroup or "h"], 2)
        yield Entity(entity="duration", value=hours, start=start, end=end)


def _meant(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 8) : match.start()]
    if _NOT_AFTER.match(text, match.end()) or _NOT_BEFORE.search(before):
        return False
    return _LOOSE.match(match.group()) is None or _MEASURED.search(before) is not None


def _count(typed: str) -> float:
    word = typed.removeprefix("a ").removesuffix(" of")
    return _WORDS[word] if word in _WORDS else float(typed)
