"""
Whether somebody writes for themselves, for their child, or for somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.relationships import is_subject
from bot.nlu.entities.scan import Scan, canonical_span

_OWN = r"(?:private |own |nude |naked |old |intimate |personal |explicit |a |fake |bad |sexual )*"
_CHILD = re.compile(r"\bi am (?:her|his|their|the|a) (?:\S+ )?(?:mom|dad|father|mother|parent|stepdad|stepmom|guardian)\b|\b(?:a|as a|worried) (?:parent|mom|mother|father|dad) (?:of|here)\b|\bmy (?:kid|child|daughter|son|teen) (?:needs|is in trouble|is being|got|has been)\b")
_SOMEONE = re.compile(
    r"\b(?:asking|here|writing|looking|this is|it is) (?:\S+ )?(?:for|about|on behalf of) (?:a|my|one of my|another) (?:\S+ )?(?:friend|student|client|sister|brother|cousin|partner|girlfriend|boyfriend|wife|husband|mate|colleague|coworker|patient|someone else)\b"
    r"|\b(?:helping|help|support|supporting) (?:a|my|someone|another|one of my) ?(?:\S+ )?(?:friend|student|client|sister|brother|cousin|partner|girlfriend|boyfriend|wife|husband|mate|colleague|coworker|patient|someone|else|person)?\b(?<! my)(?<! a)"
    r"|\bon behalf of\b|\b(?:a|one of my) (?:student|client|pupil)s? (?:of mine|came|told|is|has)\b|\bit is not (?:for )?me(?: it is| ,| \.|$)|\bfor someone else\b|\bhappened to (?:a|my) (?:friend|student|client|sister|brother|cousin)\b"
)
_ME = re.compile(
    rf"\b(?:img|video|call|post) (?:\S+ )?(?:\S+ )?of (?:me|us|myself)\b|\bmy {_OWN}img\b|\b(?:post(?:ed|ing|s)?|leak(?:ed|ing|s)?|expos(?:e|ed|ing)|record(?:ed|ing)|film(?:ed|ing)|blackmail(?:ed|ing)?|threaten(?:ed|ing|s)?|extort(?:ed|ing)?|sextort(?:ed|ing)?) me\b"
    r"|\bi (?:am|was|got|am being|have been|keep) (?:getting |being )?(?:blackmailed|threatened|extorted|sextorted|leaked|hacked|recorded|filmed)\b|\bi sent (?:him|her|them|someone|it|a|my) (?:\S+ )?img\b|\bmis (?:fotos|img)\b|\bimg mias?\b"
)
_HELPED = {"child": "child", "friend": "someone", "partner": "someone", "ex": "someone", "sibling": "someone", "relative": "someone", "student": "someone", "customer": "someone", "classmate": "someone", "colleague": "someone", "parent": "someone"}  # fmt: skip
_SHARED_BY_ME = re.compile(r"\bi (?:\S+ )?(?:sent|posted|shared|forwarded|leaked|showed|uploaded|put|passed)\b")


def find(scan: Scan) -> Iterator[Entity]:
    """
    At most one claim: `me`, `child` or `someone`.
    """
    text = scan.canonical.text
    for value, pattern in (("child", _CHILD), ("someone", _SOMEONE)):
        match = pattern.search(text)
        if match is not None and not _only_asks(text, match):
            yield _claim(scan, match, value)
            return
    own = _ME.search(text)
    subject = next((item for item in scan.found if is_subject(item)), None)
    if subject is not None and not _SHARED_BY_ME.search(text) and not (own and subject.value in ("ex", "partner")):
        yield Entity(entity="who_for", value=_HELPED.get(str(subject.value), "someone"), start=subject.start, end=subject.end)
    elif own is not None:
        yield _claim(scan, own, "me")


def _only_asks(text: str, match: re.Match[str]) -> bool:
    return re.search(r"\b(?:not|never|can|could|will|would) (?:you )?\Z", text[: match.start()]) is not None


def _claim(scan: Scan, match: re.Match[str], value: str) -> Entity:
    start, end = canonical_span(scan, match)
    return Entity(entity="who_for", value=value, start=start, end=end)
