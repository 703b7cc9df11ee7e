"""
`data/wording`: limits, lists of words, tags, samples and exemptions for the checks of every sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from bot.domain.response import Template
from bot.errors import ContentError
from bot.loading.files import read_item, yaml_files
from bot.loading.item import Item, Keys, Notes
from bot.loading.templates import split_template
from bot.wording.rules import (
    Exemption,
    Limits,
    MustSay,
    Phrase,
    PhraseList,
    TagRule,
    WordingRules,
)

WORDING = "data/wording"
LIMITS = tuple(each.name for each in fields(Limits))
PHRASE_LIST = Keys(allowed=("name", "denied", "titles", "phrases"), required=("name", "phrases"))
PHRASE = Keys(allowed=("words", "why", "unless"), required=("words", "why"))
EXEMPTION = Keys(
    allowed=("check", "why", "responses", "tags", "containing"), required=("check", "why")
)
TAG_RULE = Keys(allowed=("tags", "placeholders", "words"), required=("tags",))
MUST_SAY = Keys(allowed=("words", "responses"), required=("words", "responses"))


def load_wording(root: Path) -> WordingRules:
    """
    The rules for words below `root`. Raises `ContentError` with every mistake of every file.
    """
    notes = Notes()
    found: dict[str, Any] = {}
    for path in yaml_files(root, WORDING, notes):
        item = read_item(root, path, notes)
        if item is not None:
            _read_file(item, found)
    if notes.mistakes:
        raise ContentError(notes.mistakes)
    return WordingRules(**found)


def _read_file(item: Item, found: dict[str, Any]) -> None:
    for key, value in item.fields(
        "a file of rules for words", Keys(allowed=tuple(READERS))
    ).items():
        if key in found:
            value.wrong(f"{key} stands in another file already", "each key once")
        found[key] = READERS[key](value)


def _limits(item: Item) -> Limits:
    given = item.fields("limits", Keys(allowed=LIMITS))
    values = {
        key: value.number(f"the limit {key}", least=1, most=1000, whole=False)
        for key, value in given.items()
    }
    return Limits(**{key: value for key, value in values.items() if value is not None})  # type: ignore[arg-type]  # whole numbers are whole in the files


def _texts(item: Item) -> tuple[str, ...]:
    return tuple(each.text("an entry") for each in item.entries("the list"))


def _set(item: Item) -> frozenset[str]:
    return frozenset(_texts(item))


def _optional(found: Mapping[str, Item], key: str) -> tuple[str, ...]:
    return _texts(found[key]) if key in found else ()


def _text(found: Mapping[str, Item], key: str) -> str:
    return found[key].text(f"the {key}") if key in found else ""


def _phrases(item: Item) -> tuple[PhraseList, ...]:
    return tuple(_phrase_list(each) for each in item.entries("the lists of phrases"))


def _phrase_list(item: Item) -> PhraseList:
    found = item.fields("a list of phrases", PHRASE_LIST)
    flags = {
        key: found[key].flag(key, default=False) for key in ("denied", "titles") if key in found
    }
    entries = found["phrases"].entries("the phrases") if "phrases" in found else []
    return PhraseList(
        name=_text(found, "name"), phrases=tuple(_phrase(each) for each in entries), **flags
    )


def _phrase(item: Item) -> Phrase:
    found = item.fields("a phrase", PHRASE)
    return Phrase(
        words=_text(found, "words"), why=_text(found, "why"), unless=_optional(found, "unless")
    )


def _exemptions(item: Item) -> tuple[Exemption, ...]:
    return tuple(_exemption(each) for each in item.entries("the exemptions"))


def _exemption(item: Item) -> Exemption:
    found = item.fields("an exemption", EXEMPTION)
    if "responses" not in found and "tags" not in found:
        item.wrong("the exemption is for nobody", "responses: or tags:")
    return Exemption(
        check=_text(found, "check"),
        why=_text(found, "why"),
        responses=frozenset(_optional(found, "responses")),
        tags=frozenset(_optional(found, "tags")),
        containing=_text(found, "containing"),
        file=item.file,
        line=item.line,
    )


def _tag_rules(item: Item) -> tuple[TagRule, ...]:
    return tuple(_tag_rule(each) for each in item.entries("the rules for tags"))


def _tag_rule(item: Item) -> TagRule:
    found = item.fields("a rule for tags", TAG_RULE)
    return TagRule(
        tags=frozenset(_optional(found, "tags")),
        placeholders=frozenset(_optional(found, "placeholders")),
        words=_optional(found, "words"),
    )


def _must_say(item: Item) -> tuple[MustSay, ...]:
    found = [each.fields("what must be said", MUST_SAY) for each in item.entries("the list")]
    return tuple(
        MustSay(words=_text(each, "words"), responses=frozenset(_optional(each, "responses")))
        for each in found
    )


def _samples(item: Item) -> Mapping[str, Template | tuple[str, ...]]:
    if not isinstance(item.data, dict):
        item.wrong(f"the samples are {item.kind}", "name: sample")
        return {}
    return {str(key): _sample(item.child(key)) for key in item.data}


def _sample(item: Item) -> Template | tuple[str, ...]:
    """
    A list of flows, or a text; invented numbers and addresses may stand in it, since nobody is told them.
    """
    if isinstance(item.data, list):
        return _texts(item)
    return split_template(item.data) if isinstance(item.data, str) else (item.text("a sample"),)


READERS: Mapping[str, Callable[[Item], Any]] = {
    "limits": _limits,
    "phrases": _phrases,
    "exemptions": _exemptions,
    "names": _texts,
    "negations": _texts,
    "topics": _texts,
    "discreet_flows": _texts,
    "reserved_titles": _texts,
    "ways_on": _texts,
    "tags": _set,
    "tag_rules": _tag_rules,
    "must_say": _must_say,
    "samples": _samples,
}
"""Each key of the files, and how its value is read."""
