"""
Whether somebody writes for themselves, for their child, or for somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.relationships import PASSIVE_HARM, is_subject
from bot.nlu.entities.scan import Scan, canonical_span

_CHILD_NAME = r"(?:daughters?|sons?|kids?|child|children|girl|boy|teen|teenager|lad|eldest|youngest|stepdaughter|stepson|hija|hijo)"
_OTHER_NAME = (
    r"(?:friends?|freind|mates?|bestie|bff|student|client|pupil|patient|sister|brother|sis|bro|cousin|partner|girlfriend|boyfriend|wife|husband|"
    r"fiance|fiancee|colleague|coworker|teammate|neighbour|neighbor|roommate|flatmate|housemate|niece|nephew|grandson|granddaughter|mom|dad|mother|father|"
    r"twin|member|resident|ex|amiga|amigo|hermana|hermano|someone else|another person)"
)
_PARENT = r"(?:mom|dad|mother|father|parents?|stepdad|stepmom|stepfather|stepmother|guardian|madre|padre)"
_ROLE = (
    r"(?:teacher|tutor|coach|solicitor|lawyer|counsellor|counselor|support worker|social worker|carer|caseworker|nurse|boss|manager|aunt|uncle|grandmother|grandma|grandad|"
    r"older sister|older brother|big sister|big brother|(?:best )?friend|sister|brother|boyfriend|girlfriend|husband|wife|partner|cousin)"
)
_ASKING = r"(?:asking|ask|here|writing|write|texting|messaging|looking|reaching out|translating|this is|it is|i am) (?:\S+ )?(?:for|about|on behalf of|in the name of|instead of)"
_MY = r"(?:a|my|our|one of my|another|the|mi|una|un) (?:\S+ )?"
_HELP = r"(?<!can you )(?<!could you )(?<!can they )(?<!will you )(?<!will they )(?<!can this )(?:helping|help|support|supporting|ayudar a|ayudando a)(?: out)?"

_CHILD = re.compile(
    rf"(?<![^ ])(?:{_ASKING} {_MY}{_CHILD_NAME}|{_HELP} (?:my|our|mi) (?:\S+ )?{_CHILD_NAME}|on behalf of my (?:\S+ )?{_CHILD_NAME}"
    rf"|i am (?:her|his|their) (?:\S+ )?{_PARENT}|we are (?:her|his|their) parents|^(?:(?:hi|hello|,) )*{_PARENT} here|(?:worried|concerned|desperate) {_PARENT}"
    rf"|(?:my|our) (?:\S+ )?{_CHILD_NAME} (?:needs|is in trouble|has a problem|needs help|{PASSIVE_HARM})"
    rf"|^(?:(?:it is|for|about|its|yes|,) )*(?:my|our) {_CHILD_NAME}(?: [.!])?$|(?:my|our) (?:[1-9]|1[0-7]) (?:- )?year (?:- )?old)(?= |$)"
)
_SOMEONE = re.compile(
    rf"(?<![^ ])(?:{_ASKING} {_MY}{_OTHER_NAME}|{_ASKING} (?:someone else|her$|him$|her \.|him \.)|on behalf of|{_HELP} {_MY}{_OTHER_NAME}|(?:helping|supporting) (?:someone|a person)"
    r"|(?:it is )?not (?:for |about )?me (?:, |\. |but )?(?:it is|for)|not for me (?:, (?:it|for|my|its)|\. my|it is|but)|(?:am|is) not the victim|for someone else"
    r"|(?:a|an|one of my|my|one|our) (?:\S+ )?(?:student|client|pupil|patient|resident|player|employee)s? (?:(?:of mine|of ours)(?! (?:used|posted|made|shared|leaked))|came to|told me|told us|confided|trusts|in this)"
    rf"|(?:my|our) (?:\S+ )?{_OTHER_NAME} (?:asked me|wants help|needs help|needs advice|is too scared|is too ashamed|{PASSIVE_HARM})"
    rf"|i am (?:her|his|their|the) {_ROLE}|what (?:should|can) (?:my|a) (?:\S+ )?{_OTHER_NAME} do|it is (?:my|a) (?:\S+ )?{_OTHER_NAME} not me)(?= |$)"
)
_OWN = r"(?:private |own |nude |naked |old |intimate |personal |explicit |fake |bad )*"
_HARM = (
    r"(?:post(?:ed|ing|s)?|leak(?:ed|ing|s)?|expos(?:e|ed|ing)|record(?:ed|ing)|film(?:ed|ing)|blackmail(?:ed|ing|s)?|threaten(?:ed|ing|s)?|"
    r"extort(?:ed|ing|s)?|sextort(?:ed|ing)?|undress(?:ed)?|deepfaked?)"
)
_ME = re.compile(
    rf"(?<![^ ])(?:(?:img|call|post|deepfake|fakes?) (?:\S+ )?(?:\S+ )?of (?:me|us|myself)|(?<!not )my {_OWN}img|{_HARM} me|(?:with|put|used|using|on|took|swapped|edited) my (?:\S+ )?(?:face|head)|my (?:\S+ )?(?:face|head) (?:on|onto|in)|really my body"
    rf"|i (?:am|was|got|have been|keep) (?:getting |being |been )?(?:blackmailed|threatened|extorted|sextorted|leaked|hacked|recorded|filmed|posted)"
    r"|i sent (?:him|them|a|it) (?:\S+ )?img|^(?:(?:it is|this is|about|for|just|its) )*(?:me|myself)(?: [.!])?$|(?:it is|this is) (?:about|for|happening to) me|(?:mis|mi) img|para mi)(?= |$)"
)
_HELPED = {"child": "child"}
_THEIRS = re.compile(
    rf"(?<![^ ])(?:img of (?:her|him|them)|(?:her|his|their) (?:\S+ )?img|{_HARM} (?:her|him|them)|(?:form|thing|case|report|this|it) for (?:her|him|them))(?= |$)"
)
_CLOSE = frozenset(
    "child friend partner sibling relative student customer colleague classmate parent".split()
)
_NOT_THEIRS = frozenset({"ex", "partner", "date", "stranger", "parent"})
# Whoever says so has done it, or wants to: the person in the picture isn't whom they write for.
_BY_ME = re.compile(
    r"\bi (?:\S+ )?(?:sent|posted|shared|forwarded|leaked|showed|uploaded|put|passed|sold|made|airdropped|have|hit)\b|\b(?:get|find|looking|where|buy|make|hack|see) (?:\S+ ){0,3}img\b|^(?:showed|sent|shared|posted)\b"
)


def find(scan: Scan) -> Iterator[Entity]:
    """
    At most one claim: `me`, `child` or `someone`.
    """
    claim = _said(scan) or _in_image(scan)
    if claim is not None:
        yield claim


def _said(scan: Scan) -> Entity | None:
    for value, pattern in (("child", _CHILD), ("someone", _SOMEONE)):
        match = pattern.search(scan.canonical.text)
        if match is not None:
            return _claim(scan, match, value)
    return None


def _in_image(scan: Scan) -> Entity | None:
    """
    By whose picture it is: their own, or that of somebody close.
    """
    own = _ME.search(scan.canonical.text)
    subject = next((item for item in scan.found if is_subject(item)), None) or _theirs(scan)
    if (
        subject is None
        or _BY_ME.search(scan.canonical.text)
        or (own and subject.value in _NOT_THEIRS)
    ):
        return None if own is None else _claim(scan, own, "me")
    value = _HELPED.get(str(subject.value), "someone")
    return Entity(entity="who_for", value=value, start=subject.start, end=subject.end)


def _theirs(scan: Scan) -> Entity | None:
    """
    Somebody close who is spoken of, where the picture is "hers" or "his".
    """
    if _THEIRS.search(scan.canonical.text) is None:
        return None
    close = (
        item for item in scan.of("relationship") if item.value in _CLOSE and item.role is None
    )
    return next(close, None)


def _claim(scan: Scan, match: re.Match[str], value: str) -> Entity:
    start, end = canonical_span(scan, match)
    return Entity(entity="who_for", value=value, start=start, end=end)
