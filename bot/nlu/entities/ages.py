"""
Ages: now, then (in the image), and somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, canonical_span

YOUNGEST, OLDEST = 5, 99

_N = r"(?P<n>[1-9]\d?)(?=$| )"
_NOT_UNITS = (
    r"(?! (?:- )?(?:minutes?|hours?|h|days?|weeks?|months?|seconds?|secs?|year(?! (?:- )?old)|dollars?|bucks?|quid|pounds?|euros?|usd|gbp|k|grand|percent|%|"
    r"times?|x|miles?|km|kms|feet|ft|cm|kg|lbs|people|img|of|out|more|other|different|links?|accounts?|missed|followers?|messages?|"
    r"steps?|points?|pm|am(?! i)|posts?|friends?|others?|cards?|calls?|texts?|pages?|kids|guys|girls who|o|: \d|/ \d+ /)(?: |$))"
)
_OLD = r"(?: (?:- )?(?:year (?:- )?old|y / o|y \. o|yo|y o|year of age|anos))?"
_SOME = r"(?:(?:only|just|like|literally|actually|about|around|still|barely|honestly|legit|maybe|probably|prob|really|already|also|even|turned|currently|now|almost|technically|at the time|a) )*"
_SELF = r"(?:i|me|we)"
_THEY = r"(?:he|she|they)"
_KIN = (
    r"(?:bro|sis|lad|stepbrother|stepsister|daughter|daughters|son|sons|kid|kids|child|girl|boy|sister|sisters|brother|brothers|friend|friends|niece|nephew|cousin|student|students|"
    r"pupil|teen|teenager|stepdaughter|stepson|granddaughter|grandson|girlfriend|boyfriend|mate|bestie|classmate|client|guy|dude|woman|man|person|lady|victim|hija|hijo|hermana|hermano|amiga|amigo)"
)
_IN_IT = r"(?:in (?:it|that|them|those|this|these)\b(?: (?:img|one|ones|post))?|in (?:the|my|one|some|that|this|those) (?:\S+ )?(?:img|one|ones|post)\b|when (?:it|the img|they|that|this|those|i|he|she|we|my img) )"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    One way to say an age, over the canonical text; group `n` is the age, `less` is taken from it.
    """

    role: str
    pattern: re.Pattern[str]
    less: int = 0


def _rule(role: str, pattern: str, less: int = 0) -> Rule:
    return Rule(role=role, pattern=re.compile(rf"(?<![^ ])(?:{pattern})"), less=less)


# The first rule that reads a number keeps it.
RULES = (
    _rule(
        "now",
        rf"i (?:am )?{_SOME}{_N}{_OLD} (?:next (?:week|month|year|summer|winter|spring|birthday)|in (?:a|an|\d+|\S+ (?:weeks?|days?|months?)|january|february|march|april|may|june|july|august|september|october|november|december)\b|on (?:the|my|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|tomorrow|soon)",
        less=1,
    ),
    _rule("then", r"(?:my|her|his) (?P<n>[1-9]\d)th (?:bday|birthday|b day)"),
    _rule(
        "now",
        rf"i (?:am )?(?:only )?(?:turn|turning|about to (?:be|turn)|almost|nearly|close to|going to be|will be) {_N}{_NOT_UNITS}(?! (?:year )?ago)",
        less=1,
    ),
    _rule(
        "then",
        rf"(?:i|she|he|they) (?:was|were) (?:almost|nearly|about to (?:be|turn)|not quite|not yet) {_N}{_NOT_UNITS}",
        less=1,
    ),
    _rule("then", rf"{_N}{_OLD} {_SOME}(?:{_IN_IT})(?! (?:mins?|minutes|town|uk|us)\b)"),
    _rule("then", rf"when (?:{_SELF}|she|they|he) (?:was|were) {_SOME}{_N}{_NOT_UNITS}{_OLD}"),
    _rule(
        "then",
        rf"(?:had|has|have|kept) (?:(?:it|them|these|those|the|my|that) ?)(?:img )?(?:\S+ )?since i was {_SOME}{_N}",
    ),
    _rule(
        "then",
        rf"i (?:was|were|am was|might have been|must have been|may have been|could have been|would have been|have been) {_SOME}{_N}{_NOT_UNITS}{_OLD}",
    ),
    _rule(
        "then",
        rf"(?:i|she|he|they|we|me|who) (?:was|were) {_SOME}{_N}{_OLD} {_SOME}(?:{_IN_IT}|then\b|at the time|at that time|back then)",
    ),
    _rule("then", rf"{_THEY} (?:was|were) {_SOME}{_N}{_NOT_UNITS}{_OLD}(?: then| back)"),
    _rule(
        "then",
        rf"img (?:of (?:me|her|him|myself) )?(?:\S+ )?(?:from |at |when |is |as |aged |age ){_SOME}(?:age |aged )?{_N}{_NOT_UNITS}{_OLD}(?! /)",
    ),
    _rule("then", rf"(?:from|at|since) (?:the )?age (?:of )?{_N}"),
    _rule("then", rf"img (?:of (?:me|myself|her|him) )?(?:as|at) an? {_N} year old"),
    _rule("then", rf"(?:yo )?tenia {_SOME}{_N}(?: anos)?"),
    _rule("then", rf"(?:cuando|a los) (?:tenia )?{_N}(?: anos)?"),
    _rule("other", rf"(?:my|our|his|her|their|the) {_N} (?:- )?(?:year|y)(?: (?:- )?old| / o)?"),
    _rule(
        "other",
        rf"(?:my|our|his|her|their|a|the|this|some|that|an) (?:\S+ )?{_KIN} (?:, )?(?:is |was |who is |turned |just turned |that is |aged? |\( ?)?{_SOME}(?:aged? )?{_N}{_NOT_UNITS}{_OLD}",
    ),
    _rule(
        "other",
        rf"(?<!i am )(?:my|our|his|her|their|a|the|this|some|that|an) {_N}(?: (?:- )?year (?:- )?old| y / o| yo)?,? (?:\S+ )?{_KIN}\b(?! here)",
    ),
    _rule("other", rf"(?:{_THEY}|who) (?:is|are) {_SOME}(?:a )?{_N}{_NOT_UNITS}{_OLD}"),
    _rule("other", rf"{_THEY} (?:just )?turned {_N}{_NOT_UNITS}"),
    _rule(
        "other", rf"(?:hija|hijo|hermana|hermano|ella|el) (?:de|tiene|solo tiene) {_N}(?: anos)?"
    ),
    _rule("now", rf"i am {_SOME}(?:an? )?{_N}{_NOT_UNITS}{_OLD}"),
    _rule(
        "now",
        rf"(?:i|me|am|i am) ?[,(\[] ?(?:f |m )?{_N}{_OLD}(?: (?:f|m|year|yo))?(?= [),\]]| f\b| m\b|$)",
    ),
    _rule("now", rf"i (?:just|only|recently) turned {_N}{_NOT_UNITS}"),
    _rule("now", rf"(?:my )?age (?:is |: |= )?{_N}(?! (?:group|limit))"),
    _rule("now", rf"(?:tengo|yo tengo|solo tengo) {_N}(?: anos)?"),
    _rule("now", rf"as an? {_N} year old"),
    _rule("now", rf"i have {_SOME}{_N} year(?: old)?(?! (?:ago|experience|in|with|together))"),
    _rule("now", rf"i am an? (?:\S+ ){{1,2}}of {_N}"),
    _rule("now", rf"{_N} btw"),
    _rule(
        "now", rf"\A{_N} (?:and (?:a half|three quarters|\d+ months|11 months)|turning|going on)"
    ),
    _rule(
        "now",
        rf"{_N} (?:year old|yo|y / o|y o|y \. o) (?:girl|boy|female|male|f|m|guy|woman|man|here|teen|student|trans|nb)\b(?! (?:who|is|has|posted|sent|from|in my))",
    ),
)
_OPENING = (
    _rule("now", rf"\A(?:(?:hi|hey|hello|yo|ok|so|yes|,|\.) )*{_N}(?: (?:/ )?(?:f|m|nb|female|male|girl|boy)\b| (?:year old|y / o|yo|y \. o|y o)\b| now\b(?! they))(?! (?:daughter|son|girl|boy|on|in|at|from|who|told|is|has|kid|said|keeps|sent))"),
    _rule("now", rf"[(\[] (?:f|m) (?:/ )?{_N} [)\]]"),
    _rule("now", rf"\A(?:(?:hi|hey|hello|i am|,|\.) )*(?:f|m|female|male) {_N}(?= |$)"),
    _rule("now", rf"[(\[] {_N} (?:/ )?(?:f|m) [)\]]"),
)  # fmt: skip
_IDIOM = (" like i am", "like i am", "as if i am", "look like i am", "until i am", "till i am", "once i am", "before i am", "after i am", "when i am", "wish i am", "wait until i am", "like when i am")  # fmt: skip
_LIMITS = (
    " before my",
    " before her",
    " before his",
    " under",
    " over",
    " than",
    " below",
    " above",
    " least",
    " not",
    "under",
    "over",
)
_NOT_QUITE = (" nearly", " almost", " quite")
_AGO = re.compile(
    r"\b(?:taken|took|take|from|sent|shot|made|old|img|it was|that was|they were|filmed|recorded)\b[^.!?]{0,30}?\b(?P<years>[1-9]\d?|a|couple|couple of|last) year(?: ago| back|\b)"
)
_MONTHS = {"a": 1, "last": 1, "couple": 2, "couple of": 2}
_HYPOTHETICAL = re.compile(
    r"\b(?:if|unless|whether|what if) (?:\S+ )?\Z|\b(?:said|say|told|tell|tells|lied|claimed|pretended|thinks|thought|believes|put) (?:\S+ ){0,3}\Z"
)
_WORTH = re.compile(r"\d")


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each age with its role; an age then is also worked out from "taken 2 years ago, i am 19".
    """
    if _WORTH.search(scan.canonical.text) is None:
        return
    found: dict[int, Entity] = {}
    for rule in (*RULES, *_opening(scan)):
        for match in rule.pattern.finditer(scan.canonical.text):
            entity = _entity(scan, rule, match)
            if entity is not None:
                found.setdefault(match.start("n"), entity)
    yield from found.values()
    yield from _worked_out(scan, tuple(found.values()))


def _opening(scan: Scan) -> tuple[Rule, ...]:
    return _OPENING if len(scan.canonical.starts) > 1 else ()


def _entity(scan: Scan, rule: Rule, match: re.Match[str]) -> Entity | None:
    age = int(match["n"]) - rule.less
    if not YOUNGEST <= age <= OLDEST or not _meant(scan.canonical.text, rule, match, age):
        return None
    start, end = canonical_span(scan, match, "n")
    return (
        None
        if scan.taken(start, end)
        else Entity(entity="age", role=rule.role, value=age, start=start, end=end)
    )


def _meant(text: str, rule: Rule, match: re.Match[str], age: int) -> bool:
    before = text[max(0, match.start() - 24) : match.start()]
    if _HYPOTHETICAL.search(before) and age >= 18:
        return False
    said = text[max(0, match.start() - 24) : match.start("n")].rstrip()
    if said.endswith(_LIMITS) or (rule.less == 0 and said.endswith(_NOT_QUITE)):
        return False
    return rule.role != "now" or not said.endswith(_IDIOM)


def _worked_out(scan: Scan, found: tuple[Entity, ...]) -> Iterator[Entity]:
    now = next((item for item in found if item.role == "now"), None)
    ago = _AGO.search(scan.canonical.text)
    if now is None or ago is None or any(item.role == "then" for item in found):
        return
    years = _MONTHS[ago["years"]] if ago["years"] in _MONTHS else int(ago["years"])
    age = int(now.value) - years
    if YOUNGEST <= age <= OLDEST:
        start, end = canonical_span(scan, ago, "years")
        yield Entity(entity="age", role="then", value=age, start=start, end=end, confidence=0.8)
