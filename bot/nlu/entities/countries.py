"""
The country that the person writes from, by the names of countries, cities and regions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.gazetteer import Gazetteer, Names
from bot.nlu.entities.lookup import Hit, Word, exact, words_of
from bot.nlu.entities.scan import Scan

# Also names of people, words, or of states elsewhere: only after "in", "from" and the like.
_NEED_PLACE = frozenset(
    "georgia jordan chad turkey china jersey guinea mali niger cuba peru guam france india brazil israel america columbia ca de al co no is it "
    "in at be me so my to us uk nz za ie au ae es mx ph ng ke pk sg hk jp".split()
)
_SHORT = frozenset({"us", "u s", "u.s", "uk", "nz", "uae", "sa", "eu"})
_PLACE = re.compile(
    r"\b(?:in|from|near|outside of|around|live|living|based|to|for|at|im|i'm|am|across|en|de|desde|vivo en|is|law|inside|"
    r"city of|north of|south of|state of)(?:\s(?:the|northern|southern|south|north|east|west|central|downtown|rural|upstate|el|la|los))*\s\Z"
)
_STRICT = re.compile(
    r"\b(?:in|from|near|around|based|living|live|en|desde|across|inside)(?:\s(?:the|northern|southern|south|north|east|west|central|downtown|rural|upstate))*\s\Z"
)
_ON = r"(?:(?!im\b|i'm\b|i\b|we\b|me\b|my\b)\S+\s)"
_NOT_MINE = re.compile(
    rf"\b(?:(?:he|she|they)(?:'?s|'?re|r)?\s{_ON}{{0,4}}?"
    r"|(?:guy|dude|man|scammer|girl|ex|boyfriend|girlfriend|bf|gf|cousin|friend|mate|sister|brother|uncle|aunt|flatmate|blackmailer|employee|wife|husband|someone|"
    rf"somebody|site|website|server|device|login|account|ip)\s(?:(?:is|lives|living|was|based|moved|over|back|who|whos|who's)\s{_ON}{{0,2}}?)?"
    r"|(?:signed|logged)\sin\s|(?:people|ppl)\s(?=from))(?:in|from|to|at|near)(?:\sthe)?\s\Z"
)
_NOT = re.compile(
    r"\b(?:not|isnt|isn't|aint|outside|leave|left|leaving|arent|never|unlike|except)(?:\s(?:in|from|of|of the|the))*(?:\sthe)?\s\Z"
)
_DEMONYM = re.compile(r"\b(?:i am|im|i'm|as|soy)(?:\s(?:an?|actually|originally|a young))*\s\Z")
_NOUN_AFTER = re.compile(
    r"\s(?:guy|man|girl|woman|teacher|dude|bf|boyfriend|girlfriend|accent|class|food|number|toast)"
)
_PEOPLE = ("an", "ese", "ish", "ian")
_ANSWER = 4  # words: a message this short is an answer


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each country as ISO 3166-1 alpha-2; role `other` where it is somebody else's.
    """
    words = words_of(scan.low.text)
    answer = len(words) <= _ANSWER
    at = 0
    while at < len(words):
        hit = _hit(scan, words, at, answer=answer) or _misspelt(scan, words, at)
        if hit is None:
            at += 1
            continue
        count, value = hit
        yield _entity(scan, (words[at][1], words[at + count - 1][2]), value)
        at += count


def _hit(scan: Scan, words: list[Word], at: int, *, answer: bool) -> Hit | None:
    for names, kind in _tables(scan.gazetteer):
        hit = exact(scan.low.text, words, at, names)
        if hit is None:
            continue
        span = words[at][1], words[at + hit[0] - 1][2]
        if _meant(scan, span, kind, answer=answer):
            return hit
    return None


def _tables(gazetteer: Gazetteer) -> tuple[tuple[Names, str], ...]:
    return (
        (gazetteer.countries, "country"),
        (gazetteer.places, "place"),
        (gazetteer.demonyms, "demonym"),
    )


def _misspelt(scan: Scan, words: list[Word], at: int) -> Hit | None:
    """
    A name with a slip of the thumb, only where a place is expected.
    """
    typed, first, last = words[at]
    if (
        len(typed) < 6
        or not at
        or typed.endswith(_PEOPLE)
        or not _STRICT.search(scan.low.text[max(0, first - 30) : first])
    ):
        return None
    for names, kind in _tables(scan.gazetteer)[:2]:
        name = names.similar(typed)
        if (
            name is not None
            and name[:2] == typed[:2]
            and _meant(scan, (first, last), kind, answer=False)
        ):
            return 1, names.ids[name]
    return None


def _meant(scan: Scan, span: tuple[int, int], kind: str, *, answer: bool) -> bool:
    text = scan.low.text
    before, after = text[max(0, span[0] - 48) : span[0]], text[span[1] : span[1] + 16]
    name = text[slice(*span)].rstrip(".")
    if scan.taken(*scan.low.span(*span)) or _NOT.search(before):
        return False
    if kind == "demonym":
        return _DEMONYM.search(before) is not None and not _NOUN_AFTER.match(after)
    if name == "us":
        return _is_the_us(scan, span, before, answer=answer)
    if name in _NEED_PLACE and name not in _SHORT:
        return answer or _STRICT.search(before) is not None
    return kind == "country" or answer or _PLACE.search(before) is not None


def _is_the_us(scan: Scan, span: tuple[int, int], before: str, *, answer: bool) -> bool:
    """
    "in the us", "US", but not "he sent it to us".
    """
    if re.search(r"\bthe\s\Z", before):
        return re.search(r"\b(?:of the|all the|the the)\s\Z", before) is None
    if answer and not before.strip():
        return True
    if re.search(r"\b(?:in|within|live in|based in)\s\Z", before):
        return True
    start, end = scan.low.span(*span)
    shouting = scan.raw.isupper() and len(scan.raw) > 6
    return scan.raw[start:end] == "US" and not shouting


def _entity(scan: Scan, span: tuple[int, int], value: str) -> Entity:
    before = scan.low.text[max(0, span[0] - 48) : span[0]]
    role = "other" if _NOT_MINE.search(before) else None
    start, end = scan.low.span(*span)
    return Entity(entity="country", value=value, role=role, start=start, end=end)
