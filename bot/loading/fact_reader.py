"""
Reads the fields of one fact, each by its own rule, and notes every mistake with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import phonenumbers
from phonenumbers import shortnumberinfo

from bot.domain.fact import Answer, Doubt, Sms, Source
from bot.domain.hours import MINUTES_A_DAY, Hours, Span
from bot.errors import Mistake
from bot.loading.yaml_lines import Lines

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_EMAIL = re.compile(r"[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+")
_DOMAIN = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SHORT_NUMBER = re.compile(r"#?\d{3,6}")
_PREFIX = re.compile(r"\+[1-9]\d{0,8}")
_DAY = "|".join(DAYS)
_SPAN = re.compile(rf"({_DAY})(?:-({_DAY}))? (\d\d):([0-5]\d)-(\d\d):([0-5]\d)")

Item = TypeVar("Item")
Choice = TypeVar("Choice", bound=str)
Rule = Callable[[str], bool]


@dataclass(slots=True, kw_only=True)
class FactReader:
    """
    One record of one file: `section` is the file's key ("helplines"), `defaults` what the whole file says.

    Every method takes the field's name, remembers that it is known, and gives the typed value; where the value is
    wrong it notes a mistake and gives an empty one.
    """

    section: str
    id: str
    data: dict[str, Any]
    lines: Lines
    defaults: dict[str, Any]
    mistakes: list[Mistake]
    known: set[str] = field(default_factory=set)

    def take(self, name: str) -> Any:
        """
        The raw value, None where there is none.
        """
        self.known.add(name)
        return self.data.get(name)

    def wrong(self, name: str, message: str, expected: str) -> None:
        """
        Notes a mistake about a field, or about the record where the field is missing.
        """
        self.mistakes.append(
            self.lines.mistake(
                self.section, self.id, name, message=f"{self.id}: {message}", expected=expected
            )
        )

    def finish(self) -> None:
        """
        Notes every key that no rule asked for.
        """
        for name in self.data:
            if name not in self.known:
                self.wrong(name, f"unknown key {name!r}", ", ".join(sorted(self.known)))

    def text(self, name: str) -> str | None:
        value = self.take(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.wrong(name, f"{name} is {value!r}", "text; put numbers in quotes")
        return None

    def required(self, name: str) -> str:
        value = self.text(name)
        if value is None and self.data.get(name) is None:
            self.wrong(name, f"no {name}", name)
        return value or ""

    def matching(self, name: str, rule: Rule, expected: str) -> str | None:
        value = self.text(name)
        if value is None or rule(value):
            return value
        self.wrong(name, f"{name} is {value!r}", expected)
        return None

    def url(self, name: str) -> str | None:
        return self.matching(name, is_address, "an address that begins with https://")

    def email(self, name: str) -> str | None:
        return self.matching(name, lambda v: bool(_EMAIL.fullmatch(v)), "an e-mail address")

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        value = self.take(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, bool):
            self.wrong(name, f"{name} is {value!r}", "true or false")
        return bool(value)

    def choice(
        self, name: str, options: Sequence[Choice], default: Choice | None = None
    ) -> Choice:
        value = self.take(name)
        if value is None and default is not None:
            return default
        for option in options:
            if value == option:
                return option
        self.wrong(name, f"{name} is {value!r}", " or ".join(options))
        return options[0]

    def answer(self, name: str) -> Answer:
        options: tuple[Answer, ...] = get_args(Answer)
        return self.choice(name, options, "unknown")

    def number(self, name: str) -> int | None:
        value = self.take(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
            return value
        self.wrong(name, f"{name} is {value!r}", "a whole number above 0")
        return None

    def items(self, name: str, rule: Rule = bool, expected: str = "text") -> tuple[str, ...]:
        value = self.take(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.wrong(name, f"{name} is {value!r}", "a list")
            return ()
        for item in value:
            if not isinstance(item, str) or not rule(item):
                self.wrong(name, f"{item!r} in {name}", expected)
        return tuple(item for item in value if isinstance(item, str) and rule(item))

    def choices(self, name: str, options: Sequence[Choice]) -> tuple[Choice, ...]:
        values = self.items(name, lambda v: v in options, " or ".join(options))
        return tuple(option for value in values for option in options if option == value)

    def languages(self, name: str) -> tuple[str, ...]:
        return self.items(
            name, lambda v: bool(_LANGUAGE.fullmatch(v)), "an ISO 639 code of two or three letters"
        )

    def domains(self, name: str) -> tuple[str, ...]:
        return self.items(
            name,
            lambda v: bool(_DOMAIN.fullmatch(v)),
            "a domain in small letters, without https://",
        )

    def words(self, name: str) -> tuple[str, ...]:
        return self.items(name, lambda v: bool(v) and v == v.casefold(), "words in small letters")

    def prefixes(self, name: str) -> tuple[str, ...]:
        return self.items(
            name, lambda v: bool(_PREFIX.fullmatch(v)), "the beginning of a phone number, like +44"
        )

    def zones(self, name: str) -> tuple[str, ...]:
        return self.items(name, is_zone, "an IANA time zone, like Europe/London")

    def partial_date(self, name: str) -> str:
        return (
            self.matching(name, is_partial_date, "a date like 2026-11-20, 2026-11 or 2026") or ""
        )

    def reviewed(self) -> date:
        value = self.take("reviewed") or self.defaults.get("reviewed")
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.wrong(
                "reviewed", f"reviewed is {value!r}", "the day of the last review, like 2026-11-20"
            )
            return date.min

    def sources(self) -> tuple[Source, ...]:
        value = self.take("sources") or self.defaults.get("sources")
        if not isinstance(value, list) or not value:
            self.wrong("sources", "no sources", "a list of {url or citation, date}")
            return ()
        return tuple(source for item in value if (source := self._source(item)))

    def doubts(self) -> tuple[Doubt, ...]:
        value = self.take("uncertain") or {}
        if not isinstance(value, dict) or not all(isinstance(why, str) for why in value.values()):
            self.wrong(
                "uncertain", f"uncertain is {value!r}", "field: why, for each uncertain field"
            )
            return ()
        return tuple(Doubt(field=name, why=why) for name, why in value.items())

    def phone(self, name: str, country: str) -> tuple[str | None, str | None]:
        """
        A number as people in `country` dial it: E.164 (or the short number), and as it is written.
        """
        written = self.text(name)
        if written is None:
            return None, None
        unlisted = self.flag(f"{name}_unlisted", default=False)
        number = dialled(written, country, unlisted=unlisted)
        if number is None:
            self.wrong(name, f"{name} is {written!r}", f"a phone number that works in {country}")
        return number, written

    def sms(self, country: str) -> Sms | None:
        value = self.take("sms")
        if value is None:
            return None
        if not isinstance(value, dict) or not set(value) <= {"number", "keyword"}:
            self.wrong("sms", f"sms is {value!r}", "number and keyword")
            return None
        number, keyword = value.get("number"), value.get("keyword")
        if not isinstance(number, str) or dialled(number, country, unlisted=True) is None:
            self.wrong("sms", f"the number to text is {number!r}", "a number in quotes")
        return Sms(number=str(number), keyword=keyword)

    def hours(self) -> Hours | None:
        value = self.take("hours")
        if value is None:
            return None
        if value == "24/7":
            return Hours(always=True)
        if isinstance(value, dict) and set(value) == {"zone", "week"}:
            return self._week(value["zone"], value["week"])
        self.wrong("hours", f"hours is {value!r}", "24/7, or zone and week")
        return None

    def _week(self, zone: Any, week: Any) -> Hours | None:
        if not isinstance(zone, str) or not is_zone(zone):
            self.wrong("hours", f"the zone is {zone!r}", "an IANA time zone, like Europe/London")
            return None
        spans: list[Span] = []
        for item in week if isinstance(week, list) else [week]:
            found = spans_of(item)
            if not found:
                self.wrong("hours", f"{item!r} in week", "like mon-fri 10:00-16:00")
            spans.extend(found)
        return Hours(zone=zone, spans=tuple(spans))

    def _source(self, item: Any) -> Source | None:
        allowed = {"url", "citation", "date"}
        if isinstance(item, dict) and set(item) <= allowed and set(item) & {"url", "citation"}:
            made = Source(
                url=item.get("url"), citation=item.get("citation"), date=str(item.get("date", ""))
            )
            self._check_source(made)
            return made
        self.wrong("sources", f"the source {item!r}", "url or citation, and date")
        return None

    def _check_source(self, source: Source) -> None:
        # A source may be an old page, so http will do; what people are sent to is checked more strictly.
        if source.url is not None and not is_address(source.url, schemes=("http", "https")):
            self.wrong("sources", f"the address {source.url!r}", "an address with http or https")
        if source.date and not is_partial_date(source.date):
            self.wrong(
                "sources", f"the date {source.date!r}", "a date like 2026-11-20, 2026-11 or 2026"
            )


def is_address(value: str, schemes: Sequence[str] = ("https",)) -> bool:
    """
    Whether this is a web address with one of the schemes and a host name.
    """
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in schemes and "." in (parts.hostname or "") and " " not in value


def is_partial_date(value: str) -> bool:
    """
    Whether this is a year, a month or a day in ISO 8601.
    """
    return bool(_DATE.fullmatch(value))


def is_zone(value: str) -> bool:
    """
    Whether this is a time zone that this machine knows.
    """
    return value in _zones()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def dialled(written: str, country: str, *, unlisted: bool = False) -> str | None:
    """
    A number as people in `country` dial it, made E.164, or its digits where it is a short number there.

    `unlisted` lets short numbers pass that the lists of numbering plans don't have yet.
    """
    digits = written.replace(" ", "")
    if unlisted and _SHORT_NUMBER.fullmatch(digits):
        return digits
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None
    if shortnumberinfo.is_valid_short_number_for_region(number, country):
        return digits
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def spans_of(text: object) -> tuple[Span, ...]:
    """
    The spans that `mon-fri 10:00-16:00` means, one a day; a closing time before the opening is the next day's.
    """
    match = _SPAN.fullmatch(text) if isinstance(text, str) else None
    if not match:
        return ()
    first, last, *times = match.groups()
    opens, closes = int(times[0]) * 60 + int(times[1]), int(times[2]) * 60 + int(times[3])
    length = (closes - opens) % MINUTES_A_DAY or MINUTES_A_DAY
    days = range(DAYS.index(first), DAYS.index(last or first) + 1)
    starts = [day * MINUTES_A_DAY + opens for day in days]
    return tuple(Span(start=start, end=start + length) for start in starts)
