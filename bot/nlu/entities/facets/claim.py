"""
What counts as a claim: who does it, and which words before it make it a fear, a question or hearsay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.nlu.entities.canonical import TAKEN

Doer = Literal["self", "other", "elided"]

SELF: frozenset[Doer] = frozenset({"self", "elided"})
OTHER: frozenset[Doer] = frozenset({"other", "elided"})
ONLY_OTHER: frozenset[Doer] = frozenset({"other"})

# Every repetition has a bound, so that no message can make a pattern slow.
# What may stand between "my", "the" … and the picture, and the picture itself.
DET = (
    r"(?:(?:my|the|a|an|some|any|our|his|her|their|these|those|that|this|all|of|other|one|private|intimate|old|naked|fake|ai|personal|explicit|"
    r"bad|more|most|\d+|couple|few|bunch|different|secret|real|edited|whole|own|full|first|second|last|another|both) ){0,5}"
)
OF_ME = r"(?: of (?:me|her|him|us|them|myself|my \S+))?"
IMG = rf"{DET}(?:img|deepfake|album|screen ?recording|recording|folder)\b{OF_ME}(?! of )"
THING = rf"(?:{IMG}|(?:it|them|this|everything|these|those|stuff|(?:my|her|his) stuff)\b)"
IT = rf"(?:{IMG}|(?:it|them|this|everything|these|those|me|us|her|him|stuff|(?:my|her|his) stuff)\b)"

_ADVERBS = frozenset(
    "already just have has had also even literally actually finally now both all immediately straight then still secretly fucking fkn "
    "freaking apparently recently again only definitely really basically of course went am since obviously legit successfully "
    "accidentally stupidly ya yet instantly stupid him her them always twice once".split()
) - frozenset("him her them am of course yet".split())
_SELF_WORDS = frozenset({"i", "we"})
_OTHER_WORDS = frozenset("he she they it who someone everyone people".split())
_JOINING = frozenset("and but so because yes ok no well yeah plus or nah".split()) - {"or"}
_NOT_A_DOER = frozenset(
    "not never nobody nothing none will would could should might may can must to is are was were be been being get gets got getting "
    "you me us lets let please about of for the a an my his her their our by on in at with from if unless or how dont do did does "
    "am find make buy see watch need over after during against like than longer hardly barely almost nearly without having anyone anybody yourself what when where why which one want help".split()
)  # "no one" is two words: its "one" does nothing
_BOUNDARY = frozenset('. , ? ! ; : ( ) "'.split())
GUARD = frozenset(
    "if unless whether maybe perhaps think thinks thought guess scared afraid worried worry worries fear fears hope hoping wish says said saying "
    "claims claimed claim heard bet suspect believe believes wonder wondering imagine would could might should before until till case sure paranoid "
    "terrified tells pretend pretending dreamt dreamed supposedly once like".split()
) - frozenset({"once", "like"})
# "I think they recorded it" is all that anybody can say of it.
SUSPECTED = GUARD - frozenset(
    "think thinks thought guess suspect believe believes bet sure".split()
)
_ASKING = frozenset(
    "did does has had have is was are were should could would can will am do must shall may might".split()
)
# Before a pronoun these make a question wherever they stand: "which of them have i reported".
_ALWAYS_ASKING = frozenset(
    "did does has had have should could would can will must shall may might".split()
)
_BEFORE_ASKING = (
    frozenset("ok so and but or what how why when where who hi hey hello".split())
    | {""}
    | _BOUNDARY
)
_LOOK_BACK = 4  # words
_MARK = re.compile(r"[.,!?;]")
_CLAUSE_END = re.compile(r"[.,!?;] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    One way to say something; `by` names who may do what the pattern's first word says, None asks nobody.

    `guard` are the words that before the claim make it a fear or hearsay; an empty one lets it stand anyhow.
    """

    value: bool
    pattern: re.Pattern[str]
    by: frozenset[Doer] | None = None
    unless_after: re.Pattern[str] | None = None
    guard: frozenset[str] = GUARD


def says(
    pattern: str,
    *,
    value: bool = True,
    by: frozenset[Doer] | None = None,
    unless_after: str | None = None,
    guard: frozenset[str] = GUARD,
) -> Rule:
    """
    A rule over the canonical text; the pattern begins and ends at words.
    """
    after = (
        None
        if unless_after is None
        else re.compile(rf"(?: \S+){{0,4}}? (?:{unless_after})(?= |$)")
    )
    return Rule(
        value=value,
        pattern=re.compile(rf"(?<![^ ])(?:{pattern})(?= |$)"),
        by=by,
        unless_after=after,
        guard=guard,
    )


def claims(text: str, rule: Rule) -> Iterator[re.Match[str]]:
    """
    Each place where the text says it, plainly enough that it need not be asked.
    """
    for match in rule.pattern.finditer(text):
        if rule.unless_after is not None and rule.unless_after.match(text, match.end()):
            continue
        if _claimed(text, match.start(), rule) and not _asked(text, match.end(), match.start()):
            yield match


def _claimed(text: str, start: int, rule: Rule) -> bool:
    words = text[max(0, start - 90) : start].split()
    if rule.by is None:
        return not rule.guard or not _doubted(words, rule.guard)
    return _doer(words, rule.guard) in rule.by


def _doer(words: list[str], guard: frozenset[str]) -> Doer | None:
    """
    Who does what the next word says: these are the words before it.
    """
    at = len(words)
    while at and (words[at - 1] in _ADVERBS or _has_done(words[:at])):
        at -= 1
    word = words[at - 1] if at else ""
    if not word or word in _BOUNDARY or word == TAKEN:
        return "elided"
    if word in _JOINING:
        return _joined(words[: at - 1])
    if word in _NOT_A_DOER or _doubted(words[: at - 1], guard):
        return None
    return "self" if word in _SELF_WORDS else "other"


def _has_done(words: list[str]) -> bool:
    """
    "He's posted" reads "he is posted" here, and means "he has".
    """
    return words[-1] == "is" and len(words) > 1 and words[-2] in _OTHER_WORDS


def _joined(words: list[str]) -> Doer | None:
    """
    "he made an account and posted": the nearest person before "and" does both.
    """
    for word in reversed(words[-10:]):
        if word in (".", "?", "!"):
            break
        if word in _SELF_WORDS:
            return "self"
        if word in _OTHER_WORDS:
            return "other"
    return None if any(word in ("if", "should", "unless") for word in words[-8:]) else "elided"


def _doubted(words: list[str], guard: frozenset[str]) -> bool:
    near = words[-_LOOK_BACK:]
    for at in range(len(near) - 1, -1, -1):
        if near[at] in _BOUNDARY or near[at] == "but":
            near = near[at + 1 :]
            break
    if any(word in guard for word in near) or (near and near[-1] == "or"):
        return True
    return _inverted(words)


def _inverted(words: list[str]) -> bool:
    if not words or words[-1] not in _ASKING:
        return False
    if words[-1] in _ALWAYS_ASKING:
        return True
    return (words[-2] if len(words) > 1 else "") in _BEFORE_ASKING


def _asked(text: str, end: int, start: int) -> bool:
    """
    Whether the clause is a question: it ends in "?" and begins as one.
    """
    mark = _MARK.search(text, end, end + 60)
    if mark is None or mark.group() != "?":
        return False
    clause = _CLAUSE_END.split(text[max(0, start - 90) : start])[-1].split()
    return bool(clause) and clause[0] in _ASKING
