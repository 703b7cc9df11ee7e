"""
Every wording as people may get it: rendered for each country, age and platform that changes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from bot.domain.assistant import Assistant
from bot.domain.fact import (
    AnyRecord,
    Country,
    HashingService,
    Helpline,
    Law,
    Platform,
    SearchEngine,
)
from bot.domain.message import BotMessage
from bot.domain.response import Placeholder, Response, Template, Variation
from bot.domain.slot import Value
from bot.engine.render import Voice, buttons, fill
from bot.wording.rules import WordingRules

AGES = ("adult", "minor")
CHANNEL = "rest"
SHORTEST_NAME = 3
"""Letters; "X" is a letter before it is a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """
    One wording of one response, and all the different bubbles that it can make.

    `texts` are these bubbles' texts without the names of services, laws and places, for counting words.
    """

    response: Response
    variation: Variation
    bubbles: tuple[BotMessage, ...]
    texts: tuple[str, ...]

    @property
    def by_sms(self) -> bool:
        """
        Whether it can go out as a text message.
        """
        return self.variation.channel in (None, "sms")


def everything_said(assistant: Assistant, rules: WordingRules, language: str) -> Iterator[Said]:
    """
    Each wording of each response of a language, in the order of the files.
    """
    names = name_pattern(assistant, rules)
    for response in assistant.responses[language].values():
        for variation in response.variations:
            voices = _voices(assistant, rules, variation, language)
            bubbles = _bubbles(assistant, response, variation, voices)
            texts = dict.fromkeys(names.sub(" ", bubble.text) for bubble in bubbles)
            yield Said(response=response, variation=variation, bubbles=bubbles, texts=tuple(texts))


def name_pattern(assistant: Assistant, rules: WordingRules) -> re.Pattern[str]:
    """
    What the facts and `data/wording` know as names, the longest first.
    """
    found = chain(rules.names, *(_names(record) for record in assistant.facts.records))
    names = sorted(
        {name for name in found if len(name) >= SHORTEST_NAME}, key=lambda n: (-len(n), n)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names)) or '(?!)'})(?:'s)?(?!\w)")


def _names(record: AnyRecord) -> tuple[str, ...]:
    match record:
        case Law():
            return record.name, record.citation
        case HashingService():
            return record.name, record.run_by
        case Helpline() | Platform() | SearchEngine() | Country():
            return (record.name,)
        case _:
            return ()


def _bubbles(
    assistant: Assistant, response: Response, variation: Variation, voices: Iterable[Voice]
) -> tuple[BotMessage, ...]:
    rendered = (
        BotMessage(
            text=fill(assistant, variation.text, voice),
            buttons=buttons(assistant, variation, voice),
            response=response.name,
            tags=response.tags,
        )
        for voice in voices
    )
    return tuple({(each.text, each.buttons): each for each in rendered}.values())


def _voices(
    assistant: Assistant, rules: WordingRules, variation: Variation, language: str
) -> Iterator[Voice]:
    """
    Whom it is said to: only what changes the wording changes.
    """
    fixed = {each.name: each.value for each in variation.conditions}
    names = placeholder_names(variation, rules.samples)
    samples = {
        name: sample
        for name, sample in rules.samples.items()
        if name in names or name == variation.options_from
    }
    for slots in _people(assistant, names):
        voice = Voice(
            language=language, channel=variation.channel or CHANNEL, slots={**slots, **fixed}
        )
        yield _with_samples(assistant, samples, voice)


def placeholder_names(
    variation: Variation, samples: Mapping[str, Template | tuple[str, ...]]
) -> frozenset[str]:
    """
    The placeholders of a wording, and those inside what stands in for actions.
    """
    templates = (variation.text, *(button.title for button in variation.buttons))
    own = {part.name for each in templates for part in each if isinstance(part, Placeholder)}
    within = (samples.get(name, ()) for name in own)
    return frozenset(
        own | {part.name for each in within for part in each if isinstance(part, Placeholder)}
    )


def _people(assistant: Assistant, names: Iterable[str]) -> Iterator[Mapping[str, Value]]:
    topics = {name.partition(".")[0] for name in names if "." in name}
    if topics & {"local", "country"}:
        countries = [each.id for each in assistant.facts.of(Country)]
        yield from _for_each("country", [None, *countries])
    if "platform" in topics:
        yield from _for_each("platform", _platforms(assistant, names))
    if not topics & {"local", "country", "platform"}:
        yield {}


def _platforms(assistant: Assistant, names: Iterable[str]) -> list[str | None]:
    """
    Those that have all that the wording tells of them: flows choose it for no other. Any, or none, where it names it.
    """
    told = [name for name in names if name.startswith("platform.") and name != "platform.name"]
    fitting: list[str | None] = [
        each.id
        for each in assistant.facts.of(Platform)
        if all(
            assistant.facts.placeholder(name, country=None, minor=False, platform=each.id)
            for name in told
        )
    ]
    return fitting if told and fitting else [None, *fitting]


def _for_each(slot: str, values: Iterable[str | None]) -> Iterator[Mapping[str, Value]]:
    for value in values:
        for age in AGES:
            yield {slot: value, "age_in_image": age}


def _with_samples(
    assistant: Assistant, samples: Mapping[str, Template | tuple[str, ...]], voice: Voice
) -> Voice:
    """
    What actions and patterns give, filled for the same person; lists of flows can be offered, too.
    """
    given: dict[str, Value] = {
        name: _flows(sample) if is_list(sample) else fill(assistant, sample, voice)
        for name, sample in samples.items()
    }
    context = {name.removeprefix("context."): value for name, value in given.items()}
    return replace(voice, slots={**given, **voice.slots}, context=context, arguments=given)


def _flows(sample: Template | tuple[str, ...]) -> list[Value]:
    return [each for each in sample if isinstance(each, str)]


def is_list(sample: Template | tuple[str, ...]) -> bool:
    """
    Whether a sample is a list of ids of flows, not a text.
    """
    return len(sample) > 1 and all(isinstance(each, str) for each in sample)
