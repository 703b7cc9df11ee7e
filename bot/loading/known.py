"""
Everything that the files name, so that what one file mentions can be looked for in the others.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.domain.facts import Facts
from bot.domain.flow import Flow
from bot.domain.response import Response
from bot.domain.slot import Slot, Value

LISTED = 12
PREFIXES = ("utter_ask_", "utter_name_", "utter_", "action_", "pattern_", "faq_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """
    What there is. `responses` are those of the first language; `arguments` what a response is given by custom actions.

    `entities` and `facts` are None where they aren't known, and then nothing is said about them.
    """

    slots: Mapping[str, Slot] = field(default_factory=dict)
    intents: frozenset[str] = frozenset()
    entities: frozenset[str] | None = None
    actions: frozenset[str] = frozenset()
    responses: Mapping[str, Response] = field(default_factory=dict)
    arguments: Mapping[str, frozenset[str]] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    triggers: Mapping[str, Flow] = field(default_factory=dict)
    facts: Facts | None = None


def similar(word: str, words: Collection[str]) -> str | None:
    """
    The one of `words` that was probably meant; beginnings that many names share don't count.
    """
    start = next((prefix for prefix in PREFIXES if word.startswith(prefix)), "")
    bare = {each.removeprefix(start): each for each in words if each.startswith(start)}
    near = difflib.get_close_matches(word.removeprefix(start), bare, n=1, cutoff=0.65)
    return bare[near[0]] if near else None


def one_of(word: str, words: Collection[str], otherwise: str | None = None) -> str:
    """
    What to expect instead of `word`: the one that was probably meant, else `otherwise`, else all of `words`.
    """
    near = similar(word, words)
    if near is not None:
        return near
    if otherwise is not None or len(words) > LISTED:
        return otherwise or "another name"
    return words_joined(words)


def words_joined(words: Collection[str]) -> str:
    """
    `a`, `one of a, b`.
    """
    return f"one of {', '.join(words)}" if len(words) > 1 else "".join(words)


def fits(slot: Slot, value: Value) -> bool:
    """
    Whether a slot may have this value as it is written; any may be empty.
    """
    if value is None or slot.type == "any":
        return True
    if slot.type == "categorical":
        return isinstance(value, str) and value in slot.values
    kinds: Mapping[str, type | tuple[type, ...]] = {
        "bool": bool,
        "float": (int, float),
        "list": list,
        "text": str,
    }
    return isinstance(value, kinds[slot.type]) and (slot.type == "bool") == isinstance(value, bool)


def values_of(slot: Slot, wrong: Value) -> str:
    """
    What a slot takes instead of `wrong`.
    """
    if slot.type == "categorical":
        return one_of(str(wrong), slot.values)
    words = {"bool": "true or false", "float": "a number", "list": "a list"}
    return words.get(slot.type, f'a text: "{wrong}"')
