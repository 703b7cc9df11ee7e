"""
Who is spoken of, and whether as the one who does it (`offender`) or as the person in the picture (`subject`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.parse import Entity
from bot.nlu.entities.scan import Scan, canonical_span

_NAMES = {
    "partner": "boyfriend girlfriend husband wife partner fiance fiancee spouse novio novia marido esposo esposa pareja",
    "ex": "ex exs exes exboyfriend exgirlfriend exhusband exwife exbf exgf exnovio exnovia",
    "friend": "friend friends freind freinds frend bestie besties bff mate mates buddy pal roommate flatmate amigo amiga amigos amigas",
    "parent": "mom dad father mother parents parent stepdad stepmom stepfather stepmother madre padre mama papa",
    "child": "daughter daughters son sons kid kids child children stepdaughter stepson granddaughter grandson hija hijo hijos hijas",
    "sibling": "sister sisters brother brothers sis bro stepbrother stepsister hermana hermano",
    "relative": "relative cousin cousins uncle aunt auntie niece nephew grandma grandpa grandmother grandfather inlaw prima primo tio tia",
    "student": "student students pupil pupils alumna alumno",
    "teacher": "teacher coach tutor professor principal profesor profesora",
    "colleague": "coworker coworkers colleague colleagues workmate companero companera",
    "boss": "boss manager supervisor employer jefe jefa",
    "classmate": "classmate classmates schoolmate",
    "stranger": "stranger strangers scammer scammers rando randos blackmailer catfish hacker",
    "customer": "client clients customer customers",
}
_VALUES = {name: value for value, names in _NAMES.items() for name in names.split()}

_PHRASES = (
    ("date", re.compile(r"\b(?:matched with|(?:guy|dude|girl|man|woman|person|someone|boy|one) (?:i )?(?:\S+ )?(?:from|off|on|matched with|met on|i met on|i met off) (?:hinge|tinder|bumble|grindr|match|badoo|okcupid|pof|a dating (?:app|site))|(?:tinder|hinge|bumble|grindr) (?:date|guy|girl|dude|match)|hookup|hook up with|fwb|situationship|(?:guy|girl|man|woman) i (?:was|am|have been) (?:seeing|dating)|went on a date)\b")),
    ("classmate", re.compile(r"\b(?:girl|boy|guy|kid|someone|people|dude|lad) (?:in|from|at) (?:my )?(?:class|school|college|year|grade|uni)\b")),
    ("stranger", re.compile(r"\b(?:someone|guy|girl|man|woman|person|dude) (?:that )?i (?:only )?(?:met|know|talked to|was talking to|started talking to) online\b|\b(?:some|a) (?:random|rando|unknown) (?:guy|girl|dude|person|man|woman|account|number)?|\b(?:do not|dont) know who (?:it|he|she|they) (?:is|are)\b|\bturned out to be some (?:dude|guy|man)\b|\bsome (?:guy|dude|man|girl) (?:online|on the internet|i do not know|i never met)\b")),
    ("ex", re.compile(r"\b(?:old|former|ex) (?:- )?(?:boyfriend|girlfriend|husband|wife|partner|fling)|\bmy x\b|\b(?:guy|girl|man|woman) i used to (?:date|see|be with)\b|\bbaby (?:daddy|mama)\b")),
)  # fmt: skip
_NOUN = re.compile(
    rf"\b(?:(?P<own>my|our|his|her|their|a|an|the|this|some|old|one of my|mi|mis|un|una) )?(?:\S+ )??(?P<name>{'|'.join(_VALUES)})\b(?P<of> of mine)?"
)
_DEED = (
    r"(?:(?:has|have|is|was|and|just|also|still|now|always|keeps|kept|who|that|then|he|she|already|actually|literally|went|secretly|recently|really|had|got|'|friends|from|work|school|tinder|hinge) )*"
    r"(?:posted|posting|posts|shared|shares|sharing|leaked|leaking|uploaded|put|puts|threatens|threatening|threatened|blackmailing|blackmailed|extorting|recorded|filmed|"
    r"says|said|saying|reckons|wants|demands|demanding|has (?:my|img|a|it|them)|have (?:my|img)|has img|made a fake|made|faked|sent (?:my|it|them|the|img|around|everyone)|sending|spread|spreading|hacked|got into|stole|took|"
    r"going to|keeps (?:threatening|sending|posting|asking|messaging)|will not (?:stop|delete)|refuses|found my|showed|showing|forwarded|passing|passed|publico|subio|compartio|amenaza|me amenaza|tiene (?:mis|fotos))\b"
)
_DOES = re.compile(rf" {_DEED}")
_DEED_ITSELF = re.compile(
    r" (?:has |have |just |actually )*(?:posted|shared|leaked|recorded|filmed|threatened|is threatening|uploaded)(?! by)(?= )"
)
_BY = re.compile(r"\b(?:by|from|because of|blackmailed by|left|dumped|broke up with) (?:\S+ )?\Z")
_HARMED = r"(?:blackmailed|threatened|extorted|sextorted|leaked|exposed|outed|hacked|recorded|filmed|scammed|targeted|posted|catfished|undressed|deepfaked)"
PASSIVE_HARM = rf"(?:is|was|got|has|have|had|just|being|been|getting|gets|also|now)(?: (?:is|was|got|has|just|being|been|getting|also|now))* {_HARMED}"
_HARMS = r"(?:blackmailing|blackmailed|blackmails|threatening|threatened|threatens|extorting|extorted|extorts|sextorting|posted|leaked|exposed|hacked|filmed|recorded|targeting|targeted)"
_SUBJECT_BEFORE = re.compile(
    rf"(?<![^ ])(?:{_HARMS}|(?:img|deepfake|fakes?) of|helping|on behalf of|happened to|happening to|asking for|it is for) (?:\S+ )?\Z"
)
_SUBJECT_AFTER = re.compile(
    rf" (?:{PASSIVE_HARM}|(?:is |was |, |who is |just turned |turned )?(?:only |just )?(?:[5-9]|1[0-7])(?= |$)(?! (?:minutes|hours|days|weeks|months|times|img|year(?! old)))"
    r"|sent (?:a |an |some |her |his )*img|(?:private |old |naked |intimate |own |wedding )*img(?= |$))"
)


def find(scan: Scan) -> Iterator[Entity]:
    """
    Each person spoken of, in the order of the message.
    """
    taken: list[tuple[int, int]] = []
    for value, match in _mentions(scan):
        start, end = canonical_span(scan, match)
        if any(start < last and first < end for first, last in taken):
            continue
        taken.append((start, end))
        yield Entity(
            entity="relationship",
            value=value,
            role=_role(scan.canonical.text, match, value),
            start=start,
            end=end,
        )


def _mentions(scan: Scan) -> Iterator[tuple[str, re.Match[str]]]:
    text = scan.canonical.text
    for value, pattern in _PHRASES:
        for match in pattern.finditer(text):
            yield value, match
    if _VALUES.keys().isdisjoint(scan.canonical.words):
        return
    for match in _NOUN.finditer(text):
        yield _VALUES[match["name"]], match


def _role(text: str, match: re.Match[str], value: str) -> str | None:
    before = text[max(0, match.start() - 48) : match.start()]
    after = text[match.end() : match.end() + 90]
    if value == "stranger" or _does(after, value) or _BY.search(before):
        return "offender"
    return "subject" if value != "parent" and _is_harmed(before, after) else None


def _is_harmed(before: str, after: str) -> bool:
    return _SUBJECT_AFTER.match(after) is not None or _SUBJECT_BEFORE.search(before) is not None


def _does(after: str, value: str) -> bool:
    """
    Whether the person does it; of a child or a client only the deed itself says so.
    """
    pattern = _DEED_ITSELF if value in ("child", "parent", "student", "customer") else _DOES
    return pattern.match(after) is not None


def is_subject(entity: Entity) -> bool:
    """
    Whether the entity names the person in the picture.
    """
    return entity.entity == "relationship" and entity.role == "subject"
