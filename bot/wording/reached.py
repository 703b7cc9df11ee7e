"""
Which facts no conversation can come to: no placeholder names them, and no question to the facts finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from bot.domain.assistant import Assistant
from bot.domain.fact import (
    AgeGroup,
    AnyRecord,
    Country,
    EmergencyNumber,
    HashingService,
    Helpline,
    Law,
    Need,
    Places,
    Platform,
)
from bot.domain.facts import LOCAL_NEEDS
from bot.domain.response import Placeholder, Template

NEED = "need"
"""The slot whose values are the needs that people can name."""

Key = tuple[type[AnyRecord], str]


def unreached(assistant: Assistant) -> tuple[AnyRecord, ...]:
    """
    The verified records that nobody can ever be told, in the order of the files.
    """
    reached = frozenset(_reached(assistant))
    return tuple(
        record
        for record in assistant.facts.records
        if record.verified and (type(record), record.id) not in reached
    )


def _reached(assistant: Assistant) -> Iterator[Key]:
    named = _named(assistant)
    for record in assistant.facts.records:
        by_name = (
            f"emergency_{record.id.lower()}" if isinstance(record, EmergencyNumber) else record.id
        )
        if by_name in named:
            yield type(record), record.id
    for lookup in LOOKUPS.values():
        yield from ((type(record), record.id) for record in lookup(assistant))


def _named(assistant: Assistant) -> frozenset[str]:
    """
    The ids that responses name, as in `{facts.ccri.phone}`.
    """
    names = _placeholders(assistant)
    return frozenset(name.split(".")[1] for name in names if name.startswith("facts."))


def _placeholders(assistant: Assistant) -> frozenset[str]:
    templates = (
        template
        for responses in assistant.responses.values()
        for response in responses.values()
        for variation in response.variations
        for template in (variation.text, *(button.title for button in variation.buttons))
    )
    return frozenset(name for template in templates for name in _in(template))


def _in(template: Template) -> Iterator[str]:
    return (part.name for part in template if isinstance(part, Placeholder))


def places_known(assistant: Assistant) -> Iterator[AnyRecord]:
    """
    Countries that something tells: a word, a phone number, a time zone; and the words of places in them.
    """
    for country in assistant.facts.of(Country):
        if country.words or country.prefixes or country.zones:
            yield country
    for places in assistant.facts.of(Places):
        if any(assistant.facts.country_of_word(word) == places.id for word in places.words):
            yield places


def _countries(assistant: Assistant) -> list[str | None]:
    told = [each.id for each in places_known(assistant) if isinstance(each, Country)]
    return [None, *told]


def emergency_numbers(assistant: Assistant) -> Iterator[AnyRecord]:
    """
    The numbers of every country that somebody can be in.
    """
    found = (assistant.facts.emergency(country) for country in _countries(assistant))
    return (each for each in found if each is not None)


def helplines(assistant: Assistant) -> Iterator[AnyRecord]:
    """
    Who helps with any need that can be named, anywhere, at any age.
    """
    for need in _needs(assistant):
        for country in _countries(assistant):
            for age in (None, *get_args(AgeGroup)):
                yield from assistant.facts.helplines(country, need, age)


def _needs(assistant: Assistant) -> frozenset[Need]:
    used = {name.split(".")[1] for name in _placeholders(assistant) if name.startswith("local.")}
    filled = frozenset(LOCAL_NEEDS[topic] for topic in used if topic in LOCAL_NEEDS)
    slot = assistant.slots.get(NEED)
    values = slot.values if slot else ()
    return filled | frozenset(need for need in get_args(Need) if need in values)


def platforms(assistant: Assistant) -> Iterator[AnyRecord]:
    """
    The sites and apps that a name or an address leads to, or an option.
    """
    options = frozenset(_platforms_offered(assistant))
    for platform in assistant.facts.of(Platform):
        if platform.nicknames or platform.domains or platform.id in options:
            yield platform


def _platforms_offered(assistant: Assistant) -> Iterator[str]:
    for responses in assistant.responses.values():
        for response in responses.values():
            for variation in response.variations:
                for button in variation.buttons:
                    yield button.payload.partition("platform=")[2].rstrip(")")


def hashing_services(assistant: Assistant) -> Iterator[AnyRecord]:
    """
    The services that the age in the image and the country lead to.
    """
    for country in _countries(assistant):
        for age in get_args(AgeGroup):
            for still_young in (True, False):
                found = assistant.facts.hashing_service(country, age, minor_now=still_young)
                yield from [found] if found else []


def laws(assistant: Assistant) -> Iterator[AnyRecord]:
    """
    The law that is named first in each country.
    """
    found = (assistant.facts.law_for(country) for country in _countries(assistant))
    return (each for each in found if each is not None)


Lookup = Callable[[Assistant], Iterator[AnyRecord]]
LOOKUPS: Mapping[type[AnyRecord], Lookup] = {
    Country: places_known,
    EmergencyNumber: emergency_numbers,
    Helpline: helplines,
    Platform: platforms,
    HashingService: hashing_services,
    Law: laws,
}
"""How a conversation comes to each kind of record, besides by name; search engines come by name only."""
