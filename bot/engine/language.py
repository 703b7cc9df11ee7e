"""
The language that a person is answered in: the one they write, or the one they ask for.
"""

from __future__ import annotations

from bot.domain.assistant import Assistant
from bot.domain.parse import Parse
from bot.domain.slot import Value
from bot.domain.tracker import Tracker
from bot.engine.doubt import words
from bot.engine.render import FALLBACK_LANGUAGE

LANGUAGE = "language"
"""The slot that holds the language that the person is answered in."""
LANGUAGES = "pattern_choose_language"
"""The flow that says which languages there are."""
ADDRESSES = ("url", "email", "handle")
"""Entities whose words say nothing of a language."""
ONLY_A_WISH = 8
"""The words of a message that asks for a language and for nothing beside it; a longer one says more."""
MIN_WORDS = 4
COMMON = {
    "es": frozenset(
        """
        que qué de del mi me tu se lo le un una el la los las al no sí si por para con en es y o ya muy hola ayuda
        tengo estoy quiero puedo ex fotos videos soy está esta han ha hay como cómo pero porque cuando todo nada gracias
        """.split()
    )
}
"""Words that nearly every message in a language has one of; nonsense has none."""


def language_change(assistant: Assistant, tracker: Tracker, parse: Parse) -> dict[str, Value]:
    """
    The language, if it changes: the one that is asked for, else the one of the message.

    One word tells none ("menu"), and English is what is found where little is said. An address is in no language.
    """
    asked = _language_asked_for(parse)
    spoken = asked or parse.language
    known = tracker.slots.get(LANGUAGE) or tracker.language
    said = words(_without_addresses(parse))
    few = len(said) < (MIN_WORDS if spoken == FALLBACK_LANGUAGE else 2)
    if asked is None and (few or not said & COMMON.get(spoken, said)):
        return {}
    if spoken == known or spoken not in assistant.responses or LANGUAGE not in assistant.slots:
        return {}
    return {LANGUAGE: spoken}


def only_asks_for_language(assistant: Assistant, parse: Parse) -> bool:
    """
    Whether a message wants to go on in another language, and says nothing beside that.
    """
    asked = _language_asked_for(parse) is not None and LANGUAGES in assistant.flows
    return asked and parse.alarm is None and len(words(parse.text)) <= ONLY_A_WISH


def _without_addresses(parse: Parse) -> str:
    rest = list(parse.text)
    for each in parse.entities:
        if each.entity in ADDRESSES:
            rest[each.start : each.end] = " " * (each.end - each.start)
    return "".join(rest)


def _language_asked_for(parse: Parse) -> str | None:
    asked = [str(each.value) for each in parse.entities if each.entity == LANGUAGE]
    return asked[-1] if asked else None
