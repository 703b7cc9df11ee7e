"""
The questions that flows and actions ask of the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from bot.domain.fact import (
    INTERNATIONAL,
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
    SearchEngine,
)
from bot.domain.hours import is_open_at

REVIEW_DAYS = 180
EUROPEAN_UNION = "EU"

Kind = TypeVar(
    "Kind",
    Helpline,
    Platform,
    SearchEngine,
    HashingService,
    Law,
    EmergencyNumber,
    Country,
    Places,
)


# No slots here: `cached_property` keeps each index beside the records once it has been asked for.
@dataclass(frozen=True, kw_only=True)
class FactLookup:
    """
    The records of `data/facts`, in their order in the files, which is their order of preference.

    Countries are ISO 3166-1 alpha-2 codes; None, or a country without records, is answered too, never with
    another country's number. Records that are not verified are never found.
    """

    records: tuple[AnyRecord, ...] = ()

    def of(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """
        The verified records of one kind.
        """
        return tuple(r for r in self.records if isinstance(r, kind) and r.verified)

    def emergency(self, country: str | None) -> EmergencyNumber | None:
        """
        The numbers for danger there; None where none is known for certain.
        """
        return self._emergency.get(country or "")

    def helplines(
        self,
        country: str | None,
        need: Need,
        age_group: AgeGroup | None = None,
        now: datetime | None = None,
    ) -> tuple[Helpline, ...]:
        """
        Who helps there with that need, best first: open to everybody, open now, made for that age.

        `now` is an aware datetime, or None to leave opening hours aside. Where that country has nobody,
        the services that work anywhere; those for one region of it stand last.
        """
        local = self._fitting(country, need, age_group)
        nationwide = [line for line in local if line.region is None]
        found = nationwide or self._fitting(INTERNATIONAL, need, age_group)
        regional = [line for line in local if line.region is not None]
        return tuple(sorted(found, key=lambda line: _order(line, age_group, now)) + regional)

    def best_helpline(
        self, country: str | None, need: Need, age_group: AgeGroup | None = None
    ) -> Helpline | None:
        """
        The first of `helplines`; None only if nobody anywhere helps with that need.
        """
        return next(iter(self.helplines(country, need, age_group)), None)

    def crisis_line(
        self, country: str | None, age_group: AgeGroup | None = None
    ) -> Helpline | None:
        """
        The line for thoughts of suicide and for crises.
        """
        return self.best_helpline(country, "crisis", age_group)

    def image_abuse_line(
        self, country: str | None, age_group: AgeGroup | None = None
    ) -> Helpline | None:
        """
        The service for intimate images that were shared, faked or threatened; `age_group` is that in the image.
        """
        return self.best_helpline(country, "image_abuse", age_group)

    def hashing_service(
        self, country: str | None, age_in_image: AgeGroup | None, *, minor_now: bool = False
    ) -> HashingService | None:
        """
        Where to have the image's fingerprint taken. Unknown age is answered as under 18.

        A service for one country alone is offered only to those who are still under 18 there.
        """
        group = age_in_image or "minor"
        offered = [s for s in self.of(HashingService) if s.age_in_image == group]
        at_home = [s for s in offered if country in s.countries] if minor_now else []
        anywhere = [s for s in offered if not s.countries]
        return next(iter(at_home + anywhere), None)

    def laws(self, country: str | None) -> tuple[Law, ...]:
        """
        The laws in force there, that of the European Union last.
        """
        own = self._laws.get(country or "", ())
        known = self.country(country)
        union = self._laws.get(EUROPEAN_UNION, ()) if known and known.eu else ()
        return own + union

    def law_for(self, country: str | None) -> Law | None:
        """
        The law to name first when something must come down there.
        """
        return next(iter(self.laws(country)), None)

    def platform(self, platform_id: str | None) -> Platform | None:
        """
        A site or app by its id.
        """
        return self._platforms.get(platform_id or "")

    def platform_by_domain(self, domain: str) -> Platform | None:
        """
        The site or app that a host name belongs to (`m.facebook.com`, `i.redd.it`); None for any other site.
        """
        labels = domain.strip().rstrip(".").lower().split(".")
        names = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((self._domains[name] for name in names if name in self._domains), None)

    def country(self, code: str | None) -> Country | None:
        """
        A country by its ISO 3166-1 alpha-2 code.
        """
        return self._countries.get(code or "")

    def country_of_word(self, word: str) -> str | None:
        """
        The country that a word tells: its name, its people, a city, a state ("uk", "scottish", "leeds").
        """
        return self.country_words.get(word.strip().casefold())

    def country_of_phone(self, phone: str) -> str | None:
        """
        The country that an E.164 number begins with: a guess, to be confirmed.
        """
        starts = (phone[:length] for length in range(len(phone), 1, -1))
        return next((self._prefixes[start] for start in starts if start in self._prefixes), None)

    def country_of_zone(self, zone: str) -> str | None:
        """
        The country that an IANA time zone belongs to: a guess, to be confirmed.
        """
        return self._zones.get(zone)

    def is_open(self, helpline: Helpline, now: datetime) -> bool | None:
        """
        Whether somebody answers there at `now` (aware); None where the hours are not known.
        """
        return None if helpline.hours is None else is_open_at(helpline.hours, now)

    @cached_property
    def country_words(self) -> Mapping[str, str]:
        """
        Every word that tells a country, in small letters, with that country's code.
        """
        places = ((word, p.id) for p in self.of(Places) for word in p.words)
        names = ((word, c.id) for c in self.of(Country) for word in c.words)
        return {**dict(places), **dict(names)}

    @cached_property
    def platform_words(self) -> Mapping[str, str]:
        """
        Every name that people use for a platform, in small letters, with that platform's id.
        """
        return {word: platform.id for platform in self.of(Platform) for word in platform.nicknames}

    def _fitting(
        self, country: str | None, need: Need, age_group: AgeGroup | None
    ) -> list[Helpline]:
        lines = self._helplines.get((country or INTERNATIONAL, need), ())
        return [line for line in lines if age_group is None or line.who_for in ("any", age_group)]

    @cached_property
    def _helplines(self) -> Mapping[tuple[str, Need], tuple[Helpline, ...]]:
        lines: dict[tuple[str, Need], tuple[Helpline, ...]] = {}
        for line in self.of(Helpline):
            for need in line.needs:
                lines[line.country, need] = (*lines.get((line.country, need), ()), line)
        return lines

    @cached_property
    def _laws(self) -> Mapping[str, tuple[Law, ...]]:
        laws: dict[str, tuple[Law, ...]] = {}
        for law in self.of(Law):
            if law.in_force:
                laws[law.country] = (*laws.get(law.country, ()), law)
        return laws

    @cached_property
    def _emergency(self) -> Mapping[str, EmergencyNumber]:
        return {number.id: number for number in self.of(EmergencyNumber)}

    @cached_property
    def _platforms(self) -> Mapping[str, Platform]:
        return {platform.id: platform for platform in self.of(Platform)}

    @cached_property
    def _domains(self) -> Mapping[str, Platform]:
        return {name: platform for platform in self.of(Platform) for name in platform.domains}

    @cached_property
    def _countries(self) -> Mapping[str, Country]:
        return {country.id: country for country in self.of(Country)}

    @cached_property
    def _prefixes(self) -> Mapping[str, str]:
        return {start: country.id for country in self.of(Country) for start in country.prefixes}

    @cached_property
    def _zones(self) -> Mapping[str, str]:
        return {zone: country.id for country in self.of(Country) for zone in country.zones}


def due_for_review(
    facts: FactLookup, today: date, days: int = REVIEW_DAYS
) -> tuple[AnyRecord, ...]:
    """
    The records last reviewed more than `days` days before `today`, the longest unseen first.
    """
    limit = today - timedelta(days=days)
    return tuple(
        sorted((r for r in facts.records if r.reviewed < limit), key=lambda r: r.reviewed)
    )


def doubtful(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """
    The records that are not verified, or have a field that is not.
    """
    return tuple(record for record in records if not record.verified or record.doubts)


def _order(
    line: Helpline, age_group: AgeGroup | None, now: datetime | None
) -> tuple[bool, bool, bool]:
    closed = now is not None and line.hours is not None and not is_open_at(line.hours, now)
    other_age = age_group is not None and line.who_for != age_group
    return line.only_for is not None, closed, other_age
