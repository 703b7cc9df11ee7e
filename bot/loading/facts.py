"""
Loads `data/facts`, and tells all that is wrong in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.fact import (
    INTERNATIONAL,
    AnyRecord,
    Country,
    EmergencyNumber,
    HashingService,
    Helpline,
    Law,
    Places,
    Platform,
    SearchEngine,
)
from bot.domain.fact_lookup import EUROPEAN_UNION
from bot.domain.facts import Facts
from bot.errors import ContentError, Mistake
from bot.loading.fact_kinds import KINDS
from bot.loading.fact_reader import FactReader
from bot.loading.yaml_lines import Lines, read

FILE_KEYS = {"reviewed", "sources"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """
    A record, and where it stands.
    """

    record: AnyRecord
    section: str
    lines: Lines

    def mistake(self, field: str, message: str, expected: str) -> Mistake:
        return self.lines.mistake(
            self.section,
            self.record.id,
            field,
            message=f"{self.record.id}: {message}",
            expected=expected,
        )


def load_facts(folder: Path) -> Facts:
    """
    All records of the `*.yml` files of a folder. Raises `ContentError` with every mistake of every file.
    """
    mistakes: list[Mistake] = []
    placed: list[_Placed] = []
    for path in sorted(folder.glob("*.yml")):
        placed.extend(_load_file(path, mistakes))
    if not placed and not mistakes:
        mistakes.append(
            Mistake(file=folder.as_posix(), line=1, message="no facts", expected="*.yml files")
        )
    mistakes.extend(_check_together(placed))
    if mistakes:
        raise ContentError(mistakes)
    return Facts(records=tuple(item.record for item in placed))


def _load_file(path: Path, mistakes: list[Mistake]) -> list[_Placed]:
    try:
        data, lines = read(path)
    except ContentError as error:
        mistakes.extend(error.mistakes)
        return []
    if not isinstance(data, dict):
        mistakes.append(lines.mistake(message="no records", expected=", ".join(KINDS)))
        return []
    defaults = {key: data[key] for key in FILE_KEYS & set(data)}
    return [
        item
        for section in data
        if section not in FILE_KEYS
        for item in _load_section(section, data[section], lines, defaults, mistakes)
    ]


def _load_section(
    section: str, data: Any, lines: Lines, defaults: Mapping[str, Any], mistakes: list[Mistake]
) -> Iterator[_Placed]:
    if section not in KINDS:
        mistakes.append(
            lines.mistake(section, message=f"unknown key {section!r}", expected=", ".join(KINDS))
        )
        return
    if not isinstance(data, dict):
        mistakes.append(lines.mistake(section, message="no records", expected="id: record"))
        return
    for record_id, fields in data.items():
        if not isinstance(fields, dict):
            place = lines.mistake(
                section, record_id, message=f"{record_id}: no fields", expected="field: value"
            )
            mistakes.append(place)
            continue
        reader = FactReader(
            section=section,
            id=str(record_id),
            data=fields,
            lines=lines,
            defaults=dict(defaults),
            mistakes=mistakes,
        )
        record = KINDS[section](reader)
        reader.finish()
        yield _Placed(record=record, section=section, lines=lines)


def _check_together(placed: list[_Placed]) -> Iterator[Mistake]:
    yield from _check_ids(placed)
    yield from _check_shared_words(placed)
    known = _Known.of(item.record for item in placed)
    for item in placed:
        for field, value, allowed, expected in _references(item.record, known):
            if value not in allowed:
                yield item.mistake(field, f"{field} names {value!r}", expected)


def _check_ids(placed: list[_Placed]) -> Iterator[Mistake]:
    """
    An id is used once; countries, places and emergency numbers share theirs, each kind has its own.
    """
    seen: set[tuple[str, str]] = set()
    by_country = (Country, Places, EmergencyNumber)
    for item in placed:
        own = item.section if isinstance(item.record, by_country) else ""
        if (own, item.record.id) in seen:
            yield item.mistake("", "the id is used twice", "an id of its own")
        seen.add((own, item.record.id))


def _check_shared_words(placed: list[_Placed]) -> Iterator[Mistake]:
    """
    A domain, nickname, phone prefix, time zone or word for a country leads to one record only.
    """
    owners: dict[tuple[str, str], str] = {}
    for item in placed:
        for field, group, words in _leading_words(item.record):
            for word in words:
                owner = owners.setdefault((group, word), item.record.id)
                if owner != item.record.id:
                    yield item.mistake(
                        field, f"{word!r} also leads to {owner}", "one record for each"
                    )


def _leading_words(record: AnyRecord) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if isinstance(record, Platform):
        yield "domains", "domain", record.domains
        yield "nicknames", "nickname", record.nicknames
    if isinstance(record, Country):
        yield "words", "country", record.words
        yield "prefixes", "prefix", record.prefixes
        yield "zones", "zone", record.zones
    if isinstance(record, Places):
        yield "words", "country", record.words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """
    The ids that other records may name.
    """

    countries: frozenset[str]
    platforms: frozenset[str]
    engines: frozenset[str]

    @classmethod
    def of(cls, records: Iterable[AnyRecord]) -> _Known:
        found = list(records)
        return cls(
            countries=frozenset(r.id for r in found if isinstance(r, Country)),
            platforms=frozenset(r.id for r in found if isinstance(r, Platform)),
            engines=frozenset(r.id for r in found if isinstance(r, SearchEngine)),
        )


def _references(
    record: AnyRecord, known: _Known
) -> Iterator[tuple[str, str, frozenset[str], str]]:
    a_country = "an ISO 3166-1 code in countries"
    match record:
        case Helpline():
            yield (
                "country",
                record.country,
                known.countries | {INTERNATIONAL},
                a_country + " or INT",
            )
        case Law():
            yield (
                "country",
                record.country,
                known.countries | {EUROPEAN_UNION},
                a_country + " or EU",
            )
        case EmergencyNumber() | Places():
            yield "id", record.id, known.countries, a_country
        case HashingService():
            for code in record.countries:
                yield "countries", code, known.countries, a_country
            for partner in record.partners:
                yield "partners", partner, known.platforms, "the id of a platform"
        case SearchEngine(shows_results_of=str(engine)):
            yield "shows_results_of", engine, known.engines, "the id of a search engine"
        case _:
            return
