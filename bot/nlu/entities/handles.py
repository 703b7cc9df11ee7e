"""
Names of accounts: "@mike_x", and bare names where a cue says that one follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, low_span

_NAME = r"[a-z0-9_](?:[a-z0-9_-]|\.(?=[a-z0-9_])){0,29}(?:#\d{4})?"
_AT = re.compile(rf"(?<![\w@./])@(?P<name>{_NAME})(?![\w@])")
_REDDIT = re.compile(r"(?<![\w./])/?u/(?P<name>[a-z0-9_-]{3,20})\b")
_STRONG = re.compile(
    r"\b(?:user ?names?|handle|screen ?name|user ?id|gamer ?tag|usuario|nick(?:name)?|@)\s?"
    rf"(?:(?:is|was|es|called|on \w+ is)\s|[:=]\s?)+[\"']?(?P<name>{_NAME})(?![\w@])"
)
_WEAK = re.compile(
    r"\b(?:accounts?|acct?|acc|profile|page|user|channel|cuenta|perfil|snapchat|snap|sc|insta(?:gram)?|ig|tele(?:gram)?|tg|"
    r"discord|tik ?tok|tt|kik|twitter|facebook|fb|reddit|onlyfans|skype|steam|name|id)\s?"
    rf"(?:(?:name|handle|user|id|account)\s)?(?:(?:is|was|es|called|named|under)\s|[:=]\s?)+[\"']?(?P<name>{_NAME})(?![\w@])"
)
_NOT_NAMES = frozenset(
    "private public gone deleted hacked fake still not the a an my his her their mine real new old different unknown "
    "now it that this called named banned suspended disabled blocked locked down up also just named on in to at for from "
    "and or but so very really probably something someone no none same like anonymous under being been".split()
)


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each name with an @ before it, spelt as it was typed.
    """
    text = scan.low.text
    seen: set[int] = set()
    for pattern in (_AT, _REDDIT, _STRONG, _WEAK):
        for match in pattern.finditer(text):
            if match.start("name") in seen or not _is_name(match["name"], pattern):
                continue
            seen.add(match.start("name"))
            yield _entity(scan, match)


def _is_name(name: str, pattern: re.Pattern[str]) -> bool:
    if pattern is _AT:
        return not name.isdigit()
    if pattern is _WEAK:
        return any(char in "_.0123456789#" for char in name) and not _is_number(name)
    return name not in _NOT_NAMES


def _is_number(name: str) -> bool:
    return name.replace(".", "").isdigit() or re.fullmatch(r"\d+[a-z]{1,2}", name) is not None


def _entity(scan: Scan, match: re.Match[str]) -> Entity:
    start, end = low_span(scan, match, "name")
    if scan.low.text[match.start("name") - 1] == "@":
        start -= 1
    return Entity(
        entity="handle", value="@" + scan.raw[start:end].lstrip("@"), start=start, end=end
    )
