"""
Whether the person in the image was a minor, where the message settles it; and a lone number as an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.ages import YOUNGEST
from bot.nlu.entities.scan import Scan, canonical_span

ADULT = 18

_WAS = r"(?:was|were|am was|have been|had been|might have been|must have been)"
_WHO = r"(?:i|me|she|he|they|we)"
_YET = r"(?: (?:just|only|still|already|legally|definitely|actually|basically|like|also|technically|probably|maybe|yet|even))*"
_UNDER = r"(?:under (?:18|age|aged)|underage|underaged|not (?:yet |even )?(?:18|an adult|of age|over 18)|a minor|minor|a kid|kid|kids|a child|a little girl|a little boy|a schoolgirl|younger than 18|below 18|menor(?: de edad)?)"
_OVER = r"(?:over (?:18|age)|an adult|a grown (?:man|woman|up)|adult|adults|of age|older than 18|above 18|18 or (?:over|older|above|up)|at least 18|legal age|mayor de edad|definitely 18|already 18|not (?:a |under|a )?(?:minor|under ?age|underaged|under 18|kid|a child|a kid|child))"
_GRADE = r"(?:(?:[1-9]|10|11|1st|2nd|3rd|[4-9]th|10th|11th|ninth|tenth|eleventh|eighth|seventh|sixth) grade|grade (?:[1-9]|10|11)\b|year (?:[7-9]|10|11|12)\b|(?:high|middle|secondary|primary|elementary|junior high|junior) school|junior high|highschool|middleschool|hs|jr high|class (?:[4-9]|10|11)|(?:[4-9]th|10th) standard|form (?:[1-4]|one|two|three|four)|jss ?[1-3]|year ten|year nine)"
_SCHOOL = rf"(?:in|at|from|during|back in|since) (?:my |the )?(?:early |last |first )?{_GRADE}"

_UNKNOWN = re.compile(
    r"\b(?:(?:do|can|could) not (?:really |even |quite |exactly )?(?:remember|recall|know|say|tell)(?: if| whether| exactly)? (?:i|she|he|they|we) (?:was|were|am)(?: \S+){0,3}? (?:18|17|adult|minor|under 18|over 18|underage)\b|(?:remember|recall) my age\b"
    r"|not (?:really |even |quite )?(?:know|remember|recall|sure|say) (?:exactly )?how old (?:i|she|he|they|we) (?:was|were)|no idea how old (?:i|she|he|they) (?:was|were)"
    r"|not (?:really |100 % |totally |completely |so )?sure (?:if|whether|how) (?:i|she|he|they|old)(?: \S+){0,4}? (?:18|17|old|adult|minor|age|under 18|over 18|was|underage)\b"
    r"|(?:senior|freshman|last|first) year(?: of (?:high school|hs|school|college|uni))? or (?:the )?(?:\S+ )?(?:senior|freshman|first|last) year"
    r"|senior year|(?:around|about|roughly|maybe|probably|like|nearly|almost) 18\b(?! (?:minutes|hours|days|weeks|months|people))(?= |$)|18 ?ish|in my teens|^(?:i am |was |i was )?(?:a |an |in )?(?:sophomore|freshman|junior|senior)(?: year| [.!]|$)"
    r"|(?:could|might|may) have been (?:under ?(?:18|age)|underage|a minor|18)"
    r"|no (?:me )?(?:acuerdo|se) (?:si|cuantos|que edad))"
)  # fmt: skip
_BETWEEN = re.compile(r"\b(?P<a>[1-9]\d) (?:or|/|-|to|maybe|or maybe) (?P<b>[1-9]\d)\b(?! /)")
_MINOR = re.compile(
    rf"\b(?:{_WHO}{_YET} {_WAS}{_YET} {_UNDER}\b|{_WHO} (?:am|is|are){_YET} {_UNDER}\b|when {_WHO} {_WAS}{_YET} (?:in (?:\S+ )?{_GRADE}|{_UNDER}|little|young(?:er than 18)?)"
    rf"|(?:one|ones|girl|boy|person|friend|ex|guy|girlfriend|boyfriend|other|img|people) (?:is|was|are|were) (?:also |still |just )*(?:a )?(?:minor|minors|underage|under 18)\b"
    rf"|(?:i|she|he|they) {_WAS} (?:still |only |just |like )*{_SCHOOL}|i am (?:still |only |just |currently |a \S+ )*in (?:\S+ )?{_GRADE}|(?:from|back in|img (?:from|in|of me in)|taken in|in my) (?:my |when i {_WAS} in )?{_GRADE}"
    rf"|(?:my (?:daughter|son|kid|child|sister|brother|friend|student|niece|nephew|cousin)|she|he) is (?:still |only |just )*(?:in (?:\S+ )?{_GRADE}|{_UNDER}|a teen)"
    rf"|(?:era|soy|es) menor(?: de edad)?|{_UNDER} (?:in (?:it|that|the img|them|those)|when (?:it|they|i|the img))|when {_WHO} {_WAS} a (?:teen|teenager|child|kid)|(?:not|had not|have not)(?: yet| even)* (?:turned )?(?:18|an adult|adult|of age)(?= |$)|before (?:my 18th|i (?:was|turned) (?:18|legal|an adult))|turned 18 (?:\S+ ){{0,3}}(?:after|later)|my 18th (?:\S+ )?is (?:next|in|on|this|not)|still (?:at|in) (?:high |secondary |middle |primary )?school"
    rf"|^(?:yes |no |i am in |in |, )*(?:still )?(?:in )?{_GRADE}(?: now| [.!])?$|^(?:yes |i think |, )*was {_UNDER}|before (?:my )?gcses|my gcses|childhood img|img of me as a (?:kid|child|minor|teen))"
)
_ADULT_THEN = re.compile(
    rf"\b(?:(?:i|she|he|they|we){_YET} (?:was|were){_YET} {_OVER}\b|(?:era|yo era) mayor de edad|{_OVER} (?:in (?:it|that|the img|them|those)\b|when (?:it|they) (?:was|were)))"
)
_SOME = re.compile(r"\b(?:some|not all|one of|few of|most|might|except|others)\b")
_ANSWER = 8  # words: a message this short is an answer
_IMAGE_WORDS = frozenset("img taken took sent made filmed recorded shot those".split())
_NOT_SAID = re.compile(
    r"\b(?:(?:if|unless|whether|say|lie|pretend) (?:\S+ ){0,2}|(?:for|how|not) )\Z"
)
_INVERTED = re.compile(r"\b(?:was|were|is|am|are) \Z")
_PRONOUN = re.compile(r"(?:i|she|he|they|we) ")
_FILLER = (
    r"(?:like|maybe|about|around|i|think|guess|am|prob|probably|was|were|it|is|yes|no|just|turned|only|then|so|um|uh|er|ok|hi|in|actually|sorry|well|"
    r"maybe|exactly|almost|nearly|year|old|yo|y|o|/|-|age|aged|now|here|mine|me|tengo|tenia|anos|creo|que|[.,!?:;'\"()])"
)
_BARE = re.compile(
    rf"(?!50 / 50)(?:{_FILLER} )*(?P<n>[1-9]\d?)(?: (?:or|/|-|to|maybe|or maybe) (?P<m>[1-9]\d))?(?: {_FILLER})*\Z"
)


def find(scan: Scan) -> Iterator[Entity]:
    """
    At most one claim about the image, `in_image`, and one about a lone number, `bare`.
    """
    in_image = _in_image(scan)
    if in_image is not None:
        yield in_image
    elif (bare := _bare(scan)) is not None:
        yield bare


def _in_image(scan: Scan) -> Entity | None:
    """
    The most careful reading wins: unsure between, a minor by any sign, unsure, adult.
    """
    return _between(scan) or _by_age(scan) or _by_words(scan) or _by_adult_age(scan)


def _between(scan: Scan) -> Entity | None:
    match = _BETWEEN.search(scan.canonical.text)
    if match is None or not any(item.role != "now" for item in _ages_at(scan, match)):
        return None
    lower, higher = sorted((int(match["a"]), int(match["b"])))
    if lower < ADULT <= higher:
        return _claim(scan, match, "unknown")
    return None


def _ages_at(scan: Scan, match: re.Match[str]) -> tuple[Entity, ...]:
    start, end = canonical_span(scan, match)
    return tuple(item for item in scan.of("age") if item.start < end and start < item.end)


def _by_age(scan: Scan) -> Entity | None:
    ages = scan.of("age")
    grown = any(item.role == "now" and int(item.value) >= ADULT for item in ages)
    for item in ages:
        if int(item.value) < ADULT and not (item.role == "other" and grown):
            return _from(item, "minor")
    unsure = next((item for item in ages if _worked_out_eighteen(item)), None)
    return None if unsure is None else _from(unsure, "unknown")


def _worked_out_eighteen(item: Entity) -> bool:
    """
    "Two years ago" may be nearly three, so an eighteen that was worked out may be a seventeen.
    """
    return item.role == "then" and item.value == ADULT and item.confidence < 1


def _by_words(scan: Scan) -> Entity | None:
    """
    What is said in words; "some were taken when i was an adult" settles nothing.
    """
    text = scan.canonical.text
    minor, unknown, adult = _MINOR.search(text), _UNKNOWN.search(text), _ADULT_THEN.search(text)
    if minor is not None and _is_said(text, minor):
        return _claim(scan, minor, "minor")
    if unknown is not None:
        return _claim(scan, unknown, "unknown")
    if adult is not None and _is_said(text, adult):
        return _claim(scan, adult, "unknown" if _SOME.search(text) else "adult")
    return None


def _is_said(text: str, match: re.Match[str]) -> bool:
    """
    Said, not asked and not supposed: neither "was i under 18" nor "if i was".
    """
    before = text[max(0, match.start() - 40) : match.start()]
    if _NOT_SAID.search(before):
        return False
    return not (_INVERTED.search(before) and _PRONOUN.match(match.group()))


def _by_adult_age(scan: Scan) -> Entity | None:
    """
    An adult's age then, where it is plainly the age in the image: in an answer, or beside the image.
    """
    then = next((item for item in scan.of("age") if item.role == "then"), None)
    if then is None or not (_near_image(scan) or len(scan.canonical.starts) <= _ANSWER):
        return None
    return _from(then, "unknown" if _SOME.search(scan.canonical.text) else "adult")


def _near_image(scan: Scan) -> bool:
    return not _IMAGE_WORDS.isdisjoint(scan.canonical.words)


def _bare(scan: Scan) -> Entity | None:
    match = _BARE.match(scan.canonical.text)
    if match is None or int(match["n"]) < YOUNGEST:
        return None
    start, end = canonical_span(scan, match, "n")
    age, other = int(match["n"]), int(match["m"] or match["n"])
    settled = "minor" if max(age, other) < ADULT else "adult"
    value = settled if (age < ADULT) == (other < ADULT) else "unknown"
    return Entity(entity="age_group", role="bare", value=value, start=start, end=end)


def _claim(scan: Scan, match: re.Match[str], value: str) -> Entity:
    start, end = canonical_span(scan, match)
    return Entity(entity="age_group", role="in_image", value=value, start=start, end=end)


def _from(item: Entity, value: str) -> Entity:
    return Entity(
        entity="age_group",
        role="in_image",
        value=value,
        start=item.start,
        end=item.end,
        confidence=item.confidence,
    )
