"""
The kinds of record in `data/facts`: for each key of a file, how its records are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypedDict, get_args

from bot.domain.fact import (
    INTERNATIONAL,
    AgeGroup,
    AnyRecord,
    Country,
    CountryGroup,
    Doubt,
    EmergencyNumber,
    HashingService,
    Helpline,
    Law,
    Need,
    Places,
    Platform,
    RouteKind,
    SearchEngine,
    Source,
    WhoFor,
)
from bot.loading.fact_reader import FactReader

_ID = re.compile(r"[a-z][a-z0-9_]*")
_CODE = re.compile(r"[A-Z]{2}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"\d{2,5}")
_A_NUMBER = "a short number in quotes"


class _Common(TypedDict):
    id: str
    name: str
    sources: tuple[Source, ...]
    reviewed: date
    verified: bool
    doubts: tuple[Doubt, ...]


def helpline(read: FactReader) -> Helpline:
    country = read.required("country")
    # A service for any country is reached by address; a number would be one of some country.
    region = "ZZ" if country == INTERNATIONAL else country
    phone, display = read.phone("phone", region)
    whatsapp = read.phone("whatsapp", region)[1]
    who_for: tuple[WhoFor, ...] = get_args(WhoFor)
    made = Helpline(
        **_common(read),
        country=country,
        who_for=read.choice("who_for", who_for),
        needs=_needs(read),
        phone=phone,
        phone_display=display,
        sms=read.sms(region),
        whatsapp=whatsapp,
        chat_url=read.url("chat_url"),
        web=read.url("web"),
        email=read.email("email"),
        hours=read.hours(),
        languages=read.languages("languages"),
        full_name=read.text("full_name"),
        only_for=read.text("only_for"),
        region=read.text("region"),
        free=read.answer("free"),
        confidential=read.answer("confidential"),
    )
    if not (made.phone or made.sms or made.web or made.chat_url or made.email):
        read.wrong("phone", "no way to reach it", "phone, sms, chat_url, web or email")
    return made


def platform(read: FactReader) -> Platform:
    routes: tuple[RouteKind, ...] = get_args(RouteKind)
    return Platform(
        **_common(read),
        kind=read.required("kind"),
        route_kind=read.choice("route_kind", routes),
        nicknames=read.words("nicknames"),
        domains=read.domains("domains"),
        report_url=read.url("report_url"),
        report_email=read.email("report_email"),
        minors_report_url=read.url("minors_report_url"),
        steps=read.text("steps"),
        works_without_account=read.answer("works_without_account"),
        stopncii_partner=read.answer("stopncii_partner"),
        takeitdown_partner=read.answer("takeitdown_partner"),
        encrypted=read.answer("encrypted"),
        covers_deepfakes=read.answer("covers_deepfakes"),
    )


def search_engine(read: FactReader) -> SearchEngine:
    return SearchEngine(
        **_common(read),
        report_url=read.url("report_url"),
        fakes_url=read.url("fakes_url"),
        steps=read.text("steps"),
        shows_results_of=read.text("shows_results_of"),
        account_needed=read.answer("account_needed"),
        stopncii_partner=read.answer("stopncii_partner"),
    )


def hashing_service(read: FactReader) -> HashingService:
    phone, display = read.phone("phone", read.text("phone_country") or "ZZ")
    groups: tuple[AgeGroup, ...] = get_args(AgeGroup)
    return HashingService(
        **_common(read),
        run_by=read.required("run_by"),
        start_url=read.url("start_url") or _missing(read, "start_url"),
        age_in_image=read.choice("age_in_image", groups),
        needs_file=read.flag("needs_file"),
        image_leaves_device=read.flag("image_leaves_device"),
        only_by_person_shown=read.flag("only_by_person_shown", default=False),
        deepfakes=read.answer("deepfakes"),
        countries=read.items("countries"),
        faq_url=read.url("faq_url"),
        partners_url=read.url("partners_url"),
        phone=phone,
        phone_display=display,
        email=read.email("email"),
        languages=read.languages("languages"),
        formats=read.words("formats"),
        limit_at_once=read.number("limit_at_once"),
        algorithms=read.items("algorithms"),
        partners=read.items("partners"),
        withdraw=read.answer("withdraw"),
        case_number_and_pin=read.answer("case_number_and_pin"),
    )


def law(read: FactReader) -> Law:
    return Law(
        **_common(read),
        country=read.required("country"),
        citation=read.required("citation"),
        in_force=read.flag("in_force"),
        since=read.partial_date("since"),
        deadline_hours=read.number("deadline_hours"),
        amount=read.text("amount"),
        gives=read.items("gives"),
        elements=read.items("elements"),
        covers=read.items("covers"),
        region=read.text("region"),
        complain_url=read.url("complain_url"),
        page_url=read.url("page_url"),
    )


def emergency_number(read: FactReader) -> EmergencyNumber:
    return EmergencyNumber(
        **_common(read, _CODE, "an ISO 3166-1 code like GB"),
        emergency=read.matching("emergency", _is_number, _A_NUMBER) or _missing(read, "emergency"),
        police=read.matching("police", _is_number, _A_NUMBER),
        ambulance=read.matching("ambulance", _is_number, _A_NUMBER),
        also=read.items("also", _is_number, _A_NUMBER),
    )


def country(read: FactReader) -> Country:
    groups: tuple[CountryGroup, ...] = get_args(CountryGroup)
    common = _common(read, _CODE, "an ISO 3166-1 code like GB")
    ambiguous = read.flag("name_is_ambiguous", default=False)
    name = () if ambiguous else (common["name"].casefold(),)
    return Country(
        **common,
        group=read.choice("group", groups, "other"),
        words=(*name, *read.words("words")),
        prefixes=read.prefixes("prefixes"),
        currency=read.matching("currency", _is_currency, "an ISO 4217 code like GBP"),
        zones=read.zones("zones"),
        languages=read.languages("languages"),
        eu=read.flag("eu", default=False),
    )


def places(read: FactReader) -> Places:
    common = _common(read, _CODE, "an ISO 3166-1 code like GB", named=False)
    return Places(**common, words=read.words("words"))


KINDS: Mapping[str, Callable[[FactReader], AnyRecord]] = {
    "helplines": helpline,
    "platforms": platform,
    "search_engines": search_engine,
    "hashing_services": hashing_service,
    "laws": law,
    "emergency_numbers": emergency_number,
    "countries": country,
    "places": places,
}


def _common(
    read: FactReader,
    shape: re.Pattern[str] = _ID,
    expected: str = "an id of small letters, digits and _",
    *,
    named: bool = True,
) -> _Common:
    if not shape.fullmatch(read.id):
        read.wrong("", f"the id {read.id!r}", expected)
    verified, doubts = read.flag("verified", default=True), read.doubts()
    if not verified and not doubts:
        read.wrong("verified", "not verified, and no reason", "uncertain, with what is open")
    return _Common(
        id=read.id,
        name=read.required("name") if named else read.id,
        sources=read.sources(),
        reviewed=read.reviewed(),
        verified=verified,
        doubts=doubts,
    )


def _needs(read: FactReader) -> tuple[Need, ...]:
    options: tuple[Need, ...] = get_args(Need)
    needs = read.choices("needs", options)
    if not read.data.get("needs"):
        read.wrong("needs", "no needs", " or ".join(options))
    return needs


def _missing(read: FactReader, name: str) -> str:
    if read.data.get(name) is None:
        read.wrong(name, f"no {name}", name)
    return ""


def _is_number(value: Any) -> bool:
    return bool(_NUMBER.fullmatch(value))


def _is_currency(value: Any) -> bool:
    return bool(_CURRENCY.fullmatch(value))
