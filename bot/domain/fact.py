"""
The records of `data/facts`: what is known about helplines, platforms, services, laws and places, and since when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.domain.hours import Hours

WhoFor = Literal["adult", "minor", "any"]
AgeGroup = Literal["adult", "minor"]
CountryGroup = Literal["us", "gb", "other"]
Need = Literal[
    "image_abuse",
    "crisis",
    "child",
    "domestic_abuse",
    "sexual_assault",
    "lgbtq",
    "police",
    "legal",
    "fraud",
    "prevention",
    "information",
]
RouteKind = Literal[
    "dedicated", "general", "email", "in_page", "child_safety", "copyright", "none"
]
Answer = Literal["yes", "no", "unknown"]

INTERNATIONAL = "INT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """
    Where a fact was seen: an address or a citation, and the day, month or year of it ("" when the source shows none).
    """

    url: str | None = None
    citation: str | None = None
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """
    A field that the sources leave open or contradict, and why. `docs/to-verify.md` lists them.
    """

    field: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """
    What all records carry. An unverified one is kept only to be looked into: nobody is ever shown it.

    `reviewed` is the day on which somebody last compared the record with its sources.
    """

    id: str
    name: str
    sources: tuple[Source, ...]
    reviewed: date
    verified: bool = True
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sms:
    """
    A number to text, and the word to begin with where one is asked for.
    """

    number: str
    keyword: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpline(Record):
    """
    People to reach, or an office that takes reports; `country` is ISO 3166-1 alpha-2, or "INT" for anywhere.

    `phone` is E.164 or a short number, `phone_display` the same as people there dial it.
    `who_for` is the age group served; `only_for` a narrower public ("women", "deaf").
    `hours` is None where they are not known; `languages` are ISO 639 codes.
    """

    country: str
    who_for: WhoFor
    needs: tuple[Need, ...]
    phone: str | None = None
    phone_display: str | None = None
    sms: Sms | None = None
    whatsapp: str | None = None
    chat_url: str | None = None
    web: str | None = None
    email: str | None = None
    hours: Hours | None = None
    languages: tuple[str, ...] = ()
    full_name: str | None = None
    only_for: str | None = None
    region: str | None = None
    free: Answer = "unknown"
    confidential: Answer = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform(Record):
    """
    A site or app where images turn up, known by its `domains` and by what people call it.

    `route_kind` says what `report_url` is: only "dedicated" is meant for intimate images.
    """

    kind: str
    route_kind: RouteKind
    nicknames: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    report_url: str | None = None
    report_email: str | None = None
    minors_report_url: str | None = None
    steps: str | None = None
    works_without_account: Answer = "unknown"
    stopncii_partner: Answer = "unknown"
    takeitdown_partner: Answer = "unknown"
    encrypted: Answer = "unknown"
    covers_deepfakes: Answer = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEngine(Record):
    """
    A search engine: its form for real images, for fakes, and whose index it shows.
    """

    report_url: str | None = None
    fakes_url: str | None = None
    steps: str | None = None
    shows_results_of: str | None = None
    account_needed: Answer = "unknown"
    stopncii_partner: Answer = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class HashingService(Record):
    """
    A service that blocks known images by fingerprint or looks for them; who may use it, and its limits.

    `countries` empty means anywhere. `partners` are ids of platforms that are known to take part.
    """

    run_by: str
    start_url: str
    age_in_image: AgeGroup
    needs_file: bool
    image_leaves_device: bool
    only_by_person_shown: bool = False
    deepfakes: Answer = "unknown"
    countries: tuple[str, ...] = ()
    faq_url: str | None = None
    partners_url: str | None = None
    phone: str | None = None
    phone_display: str | None = None
    email: str | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    limit_at_once: int | None = None
    algorithms: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    withdraw: Answer = "unknown"
    case_number_and_pin: Answer = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law(Record):
    """
    What a law gives the person shown; `country` is ISO 3166-1 alpha-2, or "EU" for every member state.

    `deadline_hours` is set only where the duty is confirmed to be in force. `in_force` is False for bills.
    """

    country: str
    citation: str
    in_force: bool
    since: str = ""
    deadline_hours: int | None = None
    amount: str | None = None
    gives: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    region: str | None = None
    complain_url: str | None = None
    page_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyNumber(Record):
    """
    The number to show first in danger in one country, and those of police and ambulance; `id` is the country's code.
    """

    emergency: str
    police: str | None = None
    ambulance: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Country(Record):
    """
    A country, `id` its ISO 3166-1 alpha-2 code, with what helps to guess it and to speak to people there.

    `words` is what people call it or themselves, in small letters; `prefixes` begin its phone numbers ("+44").
    """

    group: CountryGroup
    words: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    currency: str | None = None
    zones: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    eu: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Places(Record):
    """
    Cities, states and regions that tell the country, in small letters; `id` is the country's code.
    """

    words: tuple[str, ...]


AnyRecord = (
    Helpline | Platform | SearchEngine | HashingService | Law | EmergencyNumber | Country | Places
)
