"""
What a message says about the slots: by their mappings, and by the options of the open question.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.domain.assistant import Assistant
from bot.domain.flow import Collect
from bot.domain.message import Button
from bot.domain.parse import Entity, Intent, Parse
from bot.domain.slot import Slot, SlotMapping, Value
from bot.domain.tracker import Tracker
from bot.engine.doubt import UNSURE, doubted
from bot.engine.draft import open_question

SIMILAR = 0.84
MAX_ANSWER_WORDS = 6
MIN_TITLE = 3
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(
    r"\s*(?:option|number|no\.?|#)?\s*\(?(\d{1,2})\)?\s*[.)!:]?\s*", re.IGNORECASE
)
_FILLER = frozenset(
    "a an and are at be but i in is it im me my no not of ok on or so the to um was well yes you".split()
)
_DENYING = frozenset({"no", "not"})
_YES_OR_NO = frozenset({"yes", "no", "s\u00ed", "si"})

_NAMES = frozenset({"country", "platform", "age", "age_group", "number", "date"})
_AROUND_DAYS = frozenset(
    "on at in about around since from the was like maybe think i um uh ok".split()
)
_AHEAD = frozenset("tonight today tomorrow soon now later".split())
_AROUND_NAMES = frozenset(
    """
    years old yrs yo now live living from here country its using use with just were wait actually sorry lol
    he she they we he's she's they're
    """.replace("'", "").split()
)


def told(assistant: Assistant, tracker: Tracker, parse: Parse) -> dict[str, Value]:
    """
    Every slot that the message fills, with its value; the open question's answer among them.

    A yes, a no or a "don't know" answers an open bool (or yes/no) slot even without a mapping.
    """
    question = open_question(assistant, tracker.stack)
    flow = tracker.stack[-1].flow if tracker.stack else None
    asked = assistant.slots[question.slot] if question is not None else None
    answer = parse if asked is None else doubted(asked, parse)
    filled: dict[str, Value] = {}
    for slot in assistant.slots.values():
        heard = answer if slot is asked else parse
        for mapping in slot.mappings:
            if slot.name not in filled and _applies(mapping, question, flow):
                _fill(filled, slot, list(_candidates(mapping, heard, assistant.policy.threshold)))
    if asked is not None and asked.name not in filled:
        _fill(filled, asked, list(_plain_answer(assistant, asked, answer)))
    return filled


def named(assistant: Assistant, tracker: Tracker, parse: Parse) -> dict[str, Value]:
    """
    The slots that the message fills by what it names, whatever it may be meant for.
    """
    nothing = Intent(name="", confidence=0.0)
    return told(assistant, tracker, replace(parse, intent=nothing, ranking=(nothing,)))


def names_only(parse: Parse) -> bool:
    """
    Whether the words only name something (a country, a platform, an age, a day) and ask for nothing.
    """
    named = [each for each in parse.entities if each.end > each.start]
    rest = list(parse.text)
    for each in named:
        rest[each.start : each.end] = " " * (each.end - each.start)
    return (
        bool(named)
        and {each.entity for each in named} <= _NAMES
        and "?" not in parse.text
        and set(_words("".join(rest))) <= _around(named)
    )


def _around(named: Sequence[Entity]) -> frozenset[str]:
    """
    The words that may stand around what is named: fewer for a day, since "my last night" is more than one.
    """
    days = any(each.entity == "date" for each in named)
    return _AROUND_DAYS if days else _FILLER | _AROUND_NAMES


def names_time_ahead(parse: Parse) -> bool:
    """
    Whether the words name a time that is still to come ("tonight").
    """
    days = (each.value for each in parse.entities if each.entity == "date")
    return any(not _AHEAD.isdisjoint(_words(str(day))) for day in days)


def contradicts(assistant: Assistant, parse: Parse) -> bool:
    """
    Whether the message names something else than what its intent would tell ("I'm 28", taken for "under 18").
    """
    return any(
        fact[0] == slot and fact[1] != value
        for fact in asserted_facts(assistant, parse.intent.name)
        for slot, value in _named_anywhere(assistant, parse)
    )


def _named_anywhere(assistant: Assistant, parse: Parse) -> Iterator[tuple[str, Value]]:
    for slot in assistant.slots.values():
        for mapping in slot.mappings:
            if slot.closed and mapping.type == "from_entity":
                yield from (
                    (slot.name, fit(slot, each.value))
                    for each in parse.entities
                    if _names(mapping, each)
                )


def named_facts(assistant: Assistant, parse: Parse) -> frozenset[tuple[str, Value]]:
    """
    The yes/no and multiple-choice facts that a message names by its entities, whatever it was meant for.
    """
    return frozenset(
        (slot.name, fit(slot, entity.value))
        for slot in assistant.slots.values()
        if slot.closed
        for mapping in slot.mappings
        if mapping.type == "from_entity" and mapping.requested_slot is None
        for entity in parse.entities
        if _names(mapping, entity)
    )


@lru_cache(maxsize=512)
def asserted_facts(assistant: Assistant, intent: str) -> frozenset[tuple[str, Value]]:
    """
    The yes/no and multiple-choice facts that a message of this intent tells, whenever it comes.
    """
    return frozenset(
        (slot.name, mapping.value)
        for slot in assistant.slots.values()
        if slot.closed
        for mapping in slot.mappings
        if mapping.requested_slot is None and intent in mapping.intents
    )


def _applies(mapping: SlotMapping, question: Collect | None, flow: str | None) -> bool:
    if mapping.requested_slot is not None and (
        question is None or question.slot != mapping.requested_slot
    ):
        return False
    return mapping.active_flow is None or mapping.active_flow == flow


def _candidates(mapping: SlotMapping, parse: Parse, threshold: float) -> Iterator[Value]:
    if mapping.type == "from_entity" and parse.intent.name not in mapping.not_intents:
        yield from (each.value for each in parse.entities if _names(mapping, each))
    elif mapping.type == "from_intent" and _meant(mapping, parse.intent, threshold):
        yield mapping.value


def _names(mapping: SlotMapping, entity: Entity) -> bool:
    return mapping.entity == entity.entity and mapping.role == entity.role


def _meant(mapping: SlotMapping, intent: Intent, threshold: float) -> bool:
    if mapping.intents:
        return intent.name in mapping.intents and intent.confidence >= threshold
    return bool(mapping.not_intents) and intent.name not in mapping.not_intents


def _plain_answer(assistant: Assistant, slot: Slot, parse: Parse) -> Iterator[Value]:
    if parse.intent.confidence < assistant.policy.threshold:
        return
    intent = parse.intent.name
    if slot.closed and intent in ("affirm", "deny"):
        yield intent == "affirm"
    if slot.type == "categorical" and intent == "unsure":
        yield from (each for each in UNSURE if each in slot.values)


def _fill(filled: dict[str, Value], slot: Slot, candidates: Sequence[Value]) -> None:
    if slot.type == "list" and candidates:
        filled[slot.name] = list(
            dict.fromkeys(each for each in candidates if isinstance(each, str))
        )
        return
    for candidate in candidates:
        value = fit(slot, candidate)
        if value is not None:
            filled[slot.name] = value
            return


def fit(slot: Slot, value: Value) -> Value:
    """
    The value in the slot's type, or `None` if it doesn't fit; a bool means yes or no to a categorical slot.
    """
    if slot.type == "categorical":
        word = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        return word if word in slot.values else None
    if slot.type == "bool":
        return value if isinstance(value, bool) else None
    if slot.type == "float":
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return value if number else None
    if slot.type == "text":
        return value if isinstance(value, str) else None
    return value


def chosen_option(
    options: Sequence[Button], text: str, ordinal: int | None = None
) -> Button | None:
    """
    The option that a message means: by its number, its title (typos forgiven), or a word that only it has.

    `ordinal` counts from 1; -1 is the last.
    """
    number = number_of(text) if ordinal is None else ordinal
    if number is not None:
        return _at(options, number)
    return exact_title(options, text) or _similar_title(options, text)


def worded_option(options: Sequence[Button], text: str) -> Button | None:
    """
    The option whose title holds these very words, and no other's does.
    """
    said = _words(text)
    return exact_title(options, text) or (
        _telling_word(options, said) if len(said) <= MAX_ANSWER_WORDS else None
    )


def number_of(text: str) -> int | None:
    """
    The number that a message is, and nothing else ("2", "(2)", "option 2.").
    """
    match = _NUMBER.fullmatch(text)
    return int(match.group(1)) if match else None


def exact_title(options: Sequence[Button], text: str) -> Button | None:
    """
    The option with this title; case, spaces and punctuation don't matter.
    """
    said = _words(text)
    return next((each for each in options if said and _words(each.title) == said), None)


def opened_title(options: Sequence[Button], text: str) -> Button | None:
    """
    The one option that begins with this word and a comma ("Done, it's saved"), unless the word is a plain yes or no.
    """
    said = _words(text)
    if not said or set(said) <= _YES_OR_NO:
        return None
    found = [
        each for each in options if "," in each.title and _words(each.title.split(",")[0]) == said
    ]
    return found[0] if len(found) == 1 else None


def title_within(options: Sequence[Button], text: str) -> Button | None:
    """
    The option whose whole title, of three words or more, stands in a longer text.
    """
    said = f" {' '.join(_words(text))} "
    titles = ((each, _words(each.title)) for each in options)
    return next(
        (
            each
            for each, title in titles
            if len(title) >= MIN_TITLE and f" {' '.join(title)} " in said
        ),
        None,
    )


def _at(options: Sequence[Button], number: int) -> Button | None:
    if number == -1 and options:
        return options[-1]
    return options[number - 1] if 1 <= number <= len(options) else None


def _similar_title(options: Sequence[Button], text: str) -> Button | None:
    said = _words(text)
    if not said or len(said) > MAX_ANSWER_WORDS:
        return None
    joined = " ".join(said)
    scored = [
        (difflib.SequenceMatcher(None, " ".join(_words(each.title)), joined).ratio(), each)
        for each in options
    ]
    close = [each for score, each in scored if score >= SIMILAR]
    if len(close) == 1:
        return close[0]
    return _telling_word(options, said)


def _telling_word(options: Sequence[Button], said: Sequence[str]) -> Button | None:
    # "Not over 18" must not choose "18 or over": a no counts unless the option says it, too.
    telling = [word for word in said if word not in _FILLER - _DENYING]
    if set(telling) <= _DENYING:
        return None
    holding = [each for each in options if set(telling) <= set(_words(each.title))]
    return holding[0] if len(holding) == 1 else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("'", "").replace("\u2019", ""))


def same_words(text: str) -> str:
    """
    The words of a text as they are compared: case, spaces and signs don't matter.
    """
    return " ".join(_words(text))


def ordinal_in(entities: Sequence[Entity]) -> int | None:
    """
    "The second one": 2; "the last": -1.
    """
    for each in entities:
        if each.entity == "ordinal" and isinstance(each.value, int):
            return each.value
    return None


def facts_only(filled: Mapping[str, Value], question: Collect | None) -> dict[str, Value]:
    """
    What was told besides the answer to the open question.
    """
    return {
        name: value for name, value in filled.items() if question is None or name != question.slot
    }
