"""
The country that the person writes from, by the names of countries, cities and regions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.parse import Entity
from bot.nlu.entities.gazetteer import Gazetteer, Names
from bot.nlu.entities.lookup import Hit, Word, exact, words_of
from bot.nlu.entities.scan import Scan

# Also names of people, words, or of states elsewhere: only after "in", "from" and the like.
_NEED_PLACE = frozenset(
    "georgia jordan chad turkey china jersey guinea mali niger cuba peru guam france india brazil israel columbia ca de al co no is it "
    "in at be me so my to za ie au ae es mx ph ng ke pk sg hk jp".split()
)
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
# The words around the name in a message that answers "which country".
_ANSWER_WORDS = frozenset(
    "in from the im i am m live living based its it s is was here yes yeah near city state country my currently now rn and well hi hey hello just "
    "originally uk us usa en de soy vivo desde".split()
)
_THE = re.compile(r"\bthe\s\Z")
_OF_THE = re.compile(r"\b(?:of|all|the) the\s\Z")
_IN = re.compile(r"\b(?:in|within)\s\Z")
_HERE = re.compile(r"\s(?:here|based)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """
    A name in its place: what kind of name, as typed, the text before and after, and whether it answers a question.
    """

    name: str
    kind: str
    typed: str
    before: str
    after: str
    answer: bool


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each country as ISO 3166-1 alpha-2; role `other` where it is somebody else's.
    """
    words = words_of(scan.low.text)
    at = 0
    while at < len(words):
        hit = _named(scan, words, at) or _misspelt(scan, words, at)
        if hit is None:
            at += 1
            continue
        count, value = hit
        yield _entity(scan, (words[at][1], words[at + count - 1][2]), value)
        at += count


def _named(scan: Scan, words: list[Word], at: int) -> Hit | None:
    for names, kind in _tables(scan.gazetteer):
        hit = exact(scan.low.text, words, at, names)
        if hit is not None and _is_meant(_mention(scan, words, at, (hit[0], kind))):
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
    typed, first, _ = words[at]
    if len(typed) < 6 or typed.endswith(_PEOPLE):
        return None
    if not _STRICT.search(scan.low.text[max(0, first - 30) : first]):
        return None
    for names, kind in _tables(scan.gazetteer)[:2]:
        name = names.similar(typed)
        if name is not None and name[:2] == typed[:2]:
            return (
                (1, names.ids[name]) if _is_meant(_mention(scan, words, at, (1, kind))) else None
            )
    return None


def _mention(scan: Scan, words: list[Word], at: int, found: tuple[int, str]) -> Mention:
    count, kind = found
    text, start, end = scan.low.text, words[at][1], words[at + count - 1][2]
    return Mention(
        name=" ".join(word for word, _, _ in words[at : at + count]),
        kind=kind,
        typed=_typed(scan, start, end),
        before=text[max(0, start - 48) : start],
        after=text[end : end + 16],
        answer=_is_answer(words[:at], words[at + count :]),
    )


def _typed(scan: Scan, start: int, end: int) -> str:
    """
    The name as typed; in lower case where somebody shouts, so that capitals say nothing.
    """
    first, last = scan.low.span(start, end)
    typed = scan.raw[first:last]
    return typed.lower() if scan.raw.isupper() and len(scan.raw) > 6 else typed


def _is_answer(before: list[Word], after: list[Word]) -> bool:
    if len(before) + len(after) > 6:
        return False
    return all(word in _ANSWER_WORDS for word, _, _ in (*before, *after))


def _is_meant(mention: Mention) -> bool:
    if _NOT.search(mention.before):
        return False
    if mention.kind == "demonym":
        return _is_own_people(mention)
    if mention.name == "us":
        return _is_the_us(mention)
    if mention.answer or _HERE.match(mention.after):
        return True
    if mention.name in _NEED_PLACE:
        return _STRICT.search(mention.before) is not None
    return mention.kind == "country" or _PLACE.search(mention.before) is not None


def _is_own_people(mention: Mention) -> bool:
    return _DEMONYM.search(mention.before) is not None and not _NOUN_AFTER.match(mention.after)


def _is_the_us(mention: Mention) -> bool:
    """
    "in the us", "US", but not "he sent it to us".
    """
    if _THE.search(mention.before):
        return _OF_THE.search(mention.before) is None
    if mention.answer and not mention.before.strip():
        return True
    return mention.typed == "US" or _IN.search(mention.before) is not None


def _entity(scan: Scan, span: tuple[int, int], value: str) -> Entity:
    before = scan.low.text[max(0, span[0] - 48) : span[0]]
    role = "other" if _NOT_MINE.search(before) else None
    start, end = scan.low.span(*span)
    return Entity(entity="country", value=value, role=role, start=start, end=end)
