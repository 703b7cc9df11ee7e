"""
The rules for words as plain data, as `data/wording` has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.response import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """
    How long and how hard a wording may be; lengths in characters, sentences in words, the rest in messages.
    """

    grade: float = 6
    grade_of_listed: float = 8
    words_to_grade: int = 8
    sentence: int = 20
    bubble: int = 320
    segments: int = 2
    segments_with_options: int = 3
    title: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """
    Words that aren't said, and why; `unless` lists longer phrases in which they are fine.
    """

    words: str
    why: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseList:
    """
    Phrases of one kind: `denied` allows them in a sentence that says no before them, `titles` looks at options, too.
    """

    name: str
    phrases: tuple[Phrase, ...]
    denied: bool = False
    titles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """
    Where a check doesn't count, and why: for responses with one of the names (`utter_web_*`) or tags.

    `containing` narrows it to findings whose figure has these words.
    """

    check: str
    why: str
    responses: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    containing: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRule:
    """
    A response that holds one of these (placeholders, or words of its text) carries one of the tags.
    """

    tags: frozenset[str]
    placeholders: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MustSay:
    """
    Words that these responses say, since nothing is softened there.
    """

    words: str
    responses: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRules:
    """
    Everything in `data/wording`.

    `discreet` are topic words that a bystander may not read; `discreet_flows` the flows whose first lines show in a
    notification. `samples` stand for what actions give: a template, or a list of ids of flows.
    """

    limits: Limits = field(default_factory=Limits)
    phrases: tuple[PhraseList, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    names: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    discreet_flows: tuple[str, ...] = ()
    reserved_titles: tuple[str, ...] = ()
    ways_on: tuple[str, ...] = ()
    tags: frozenset[str] = frozenset()
    tag_rules: tuple[TagRule, ...] = ()
    must_say: tuple[MustSay, ...] = ()
    samples: Mapping[str, Template | tuple[str, ...]] = field(default_factory=dict)
