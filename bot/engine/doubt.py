"""
Short answers that are less than a plain yes or no ("not yet", "kind of"), those that end a list or put it off, and what is only told.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.parse import Entity, Intent, Parse
from bot.domain.slot import Slot

UNSURE = ("unsure", "unknown")
"""The values of slots that know a "don't know"."""
MAX_ANSWER_WORDS = 6

_WORD = re.compile(r"[^\W_]+")
_NO = frozenset(
    """
    no nope nah na nop never not neither none nothing nunca ninguna ninguno negative
    wasn't isn't weren't aren't didn't don't haven't
    """.replace("'", "").split()
)
_DOUBT = frozenset(
    """
    yet think thought guess suppose suspect maybe perhaps probably possibly kind kinda sort sorta really exactly quite know
    idea remember believe hope almost nearly mostly most some both half sometimes depends anymore but except if unless soon
    todavia todavía aun aún creo quiza quizá quizas quizás tal casi algunas algunos ambas ambos pero veces supongo recuerdo
    """.split()
)
_LEAVES = ("pause", "stop")  # "I can't talk now" goes quiet
_CANNOT = frozenset("can't cannot puedo".replace("'", "").split())
_LATER = frozenset(
    "later tomorrow tonight afterwards afterward soon now today luego mañana manana".split()
)
_AROUND_LATER = frozenset(
    """
    ill i will do it that this maybe not right please then can much a bit another time in after ok okay no yet try tho
    lo hago ahora no hoy
    """.split()
)
_SOMEBODY = frozenset(
    """
    i im ive we were he hes she shes they theyre my his her their theres just
    yo estoy él ella ellos mi mis su sus nos
    """.split()
)
_WISHES = frozenset(
    """
    want wanna need would can could should how what where when why who which tell write give help
    quiero necesito puedo puedes como cómo qué que dónde donde cuándo cuando quién quien
    """.split()
)
_GOING = frozenset(
    "go ahead continue carry keep move next do proceed sigue seguir adelante continua continúa".split()
)
_YES = frozenset("yes yeah yep yup ya sí si".split())
_AROUND_GOING = frozenset(
    """
    on going ok okay k just please lets let us it that then now so well alright sure fine can we i want to with the first
    thing step vamos a por favor bueno
    """.split()
)
_NO_MORE = (
    *("no more", "no others", "no other", "no more links", "nothing else", "nothing more", "none", "nothing"),
    *("that's all", "that is all", "that's it", "that is it", "that's everything", "that's all I have"),
    *("all done", "I'm done", "I am done", "done", "finished", "eso es todo", "nada más", "nada mas"),
)  # fmt: skip


def knows_doubt(slot: Slot) -> bool:
    """
    Whether "I don't know" is an answer of its own to the question for this slot.
    """
    return any(value in UNSURE for value in slot.values) or any(
        "unsure" in mapping.intents for mapping in slot.mappings
    )


def doubted(slot: Slot, parse: Parse) -> Parse:
    """
    The parse as an answer to this slot's question: where not knowing counts, a yes or no that isn't plain is no answer.

    A no needs a word that says no: what only sounds like one must not lead away from the safer road. So must no "can't".
    A wish to go on ("ok do it") and the end of a list ("no more") answer nothing.
    """
    if not knows_doubt(slot):
        return parse
    parse = replace(parse, entities=_said_of_then(parse.entities))
    said = words(parse.text) | words(parse.normalized)
    unsure = Intent(name="unsure", confidence=1.0)
    if said & _CANNOT and len(said) <= MAX_ANSWER_WORDS and parse.intent.name not in _LEAVES:
        return replace(parse, intent=unsure, ranking=(unsure,))
    if parse.intent.name not in ("affirm", "deny") or not said:
        return parse
    if goes_on(parse.text) or _ends_only(parse.text):
        nothing = Intent(name="", confidence=0.0)
        return replace(parse, intent=nothing, ranking=(nothing,))
    plain = parse.intent.name == "affirm" or bool(said & _NO)
    if plain and not said & _DOUBT:
        return parse
    return replace(parse, intent=unsure, ranking=(unsure,))


def _said_of_then(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """
    The entities without the group of an age that was said of today: "I'm 22" doesn't tell the age in a picture.
    """
    if not any(each.entity == "age" and each.role == "now" for each in entities):
        return entities
    return tuple(each for each in entities if (each.entity, each.role) != ("age_group", "bare"))


def goes_on(text: str) -> bool:
    """
    Whether a message only wants to go on ("go on", "ok do it"); a yes before it stays one.
    """
    said = words(text)
    return bool(said & _GOING) and said <= _GOING | _AROUND_GOING and said.isdisjoint(_YES)


def puts_off(text: str) -> bool:
    """
    Whether a message only says "later", as an answer does and a goodbye doesn't.
    """
    said = words(text)
    return bool(said & _LATER) and said <= _LATER | _AROUND_LATER


def _said(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("'", "").replace("\u2019", ""))


_THE_END = frozenset(" ".join(_said(each)) for each in _NO_MORE)


def ends_a_list(text: str) -> bool:
    """
    Whether a message only says that there is no more of what was asked for, whatever no goes before.
    """
    said = " ".join(_said(text))
    return said.removeprefix("no ") in _THE_END or said in _THE_END


def _ends_only(text: str) -> bool:
    """
    Whether a message ends a list and is no answer of its own, as "none" is.
    """
    return " ".join(_said(text)) in _THE_END - {"none", "nothing"}


def words(text: str) -> frozenset[str]:
    """
    The words of a text, without apostrophes.
    """
    return frozenset(_said(text))


def only_tells(text: str) -> bool:
    """
    Whether a message tells something of somebody ("my mum is downstairs") and asks for nothing.
    """
    said = _said(text)
    return bool(said) and said[0] in _SOMEBODY and _WISHES.isdisjoint(said) and "?" not in text
