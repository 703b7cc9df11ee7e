"""
All facts, and the placeholders through which responses speak of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.domain.fact import (
    AgeGroup,
    EmergencyNumber,
    HashingService,
    Helpline,
    Law,
    Need,
    Platform,
    SearchEngine,
)
from bot.domain.fact_lookup import FactLookup

Value = str | None
Parts = Mapping[str, Value]

# What people call it in a placeholder, and the need that it stands for.
LOCAL_NEEDS: Mapping[str, Need] = {
    "crisis": "crisis",
    "image_abuse": "image_abuse",
    "child": "child",
    "domestic": "domestic_abuse",
    "sexual_assault": "sexual_assault",
    "lgbtq": "lgbtq",
    "police_report": "police",
}
HELPLINE_PARTS = ("line", "name", "phone", "sms", "keyword", "whatsapp", "chat", "web", "email")

# The responses that speak where a placeholder has nothing to give.
FALLBACKS: Mapping[str, str] = {
    "local.emergency": "utter_word_local_emergency",
    "local.police": "utter_word_local_emergency",
    "local.ambulance": "utter_word_local_emergency",
    "local.police_report": "utter_word_local_police",
    "country.name": "utter_word_your_country",
    "platform.name": "utter_word_the_site",
    "platform.report_url": "utter_word_report_on_site",
    "platform.email": "utter_word_report_on_site",
    "platform.steps": "utter_word_report_on_site",
}
OTHER_FALLBACK = "utter_word_not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """
    Whom a placeholder is filled for.
    """

    country: str | None
    minor: bool
    platform: str | None

    @property
    def age_group(self) -> AgeGroup:
        return "minor" if self.minor else "adult"


@dataclass(frozen=True, kw_only=True)
class Facts(FactLookup):
    """
    Everything in `data/facts`.
    """

    def placeholder(
        self, name: str, *, country: str | None, minor: bool, platform: str | None
    ) -> str | None:
        """
        The text for `{name}`; None where there is nothing to say, and `fallback_response` speaks instead.

        `minor` means under 18 in the image, or perhaps so.
        """
        if name in self._fixed:
            return self._fixed[name]
        topic, _, part = name.removeprefix("local.").partition(".")
        if name.startswith("local.") and topic in LOCAL_NEEDS:
            return self._local(topic, part or "line", country, minor=minor)
        filled = _VARYING.get(name)
        person = _Person(country=country, minor=minor, platform=platform)
        return filled(self, person) if filled else None

    def has_placeholder(self, name: str) -> bool:
        """
        Whether responses may use `{name}`.
        """
        return name in self._fixed or name in _VARYING or name in _LOCAL_NAMES

    def fallback_response(self, name: str) -> str | None:
        """
        The response to say where `placeholder` gives None; None where that can't happen.
        """
        return None if name in self._fixed else FALLBACKS.get(name, OTHER_FALLBACK)

    def _local(self, topic: str, part: str, country: str | None, *, minor: bool) -> Value:
        # Somebody who asks for a child may be of any age.
        age_group: AgeGroup | None = "minor" if minor else "adult"
        line = self.best_helpline(
            country, LOCAL_NEEDS[topic], None if topic == "child" else age_group
        )
        return helpline_parts(line)[part] if line else None

    @cached_property
    def _fixed(self) -> Mapping[str, str]:
        """
        `facts.<id>.<field>` for all that has a value.
        """
        return {
            f"facts.{record_id}.{field}": value
            for record_id, parts in self._parts()
            for field, value in parts.items()
            if value
        }

    def _parts(self) -> list[tuple[str, Parts]]:
        return [
            *((h.id, helpline_parts(h)) for h in self.of(Helpline)),
            *((s.id, hashing_parts(s)) for s in self.of(HashingService)),
            *((p.id, platform_parts(p)) for p in self.of(Platform)),
            *((e.id, engine_parts(e)) for e in self.of(SearchEngine)),
            *((law.id, law_parts(law)) for law in self.of(Law)),
            *((f"emergency_{n.id.lower()}", number_parts(n)) for n in self.of(EmergencyNumber)),
        ]


def helpline_parts(line: Helpline) -> Parts:
    """
    What a response can say of a helpline; `line` is its name and the best way to reach it.
    """
    return {
        "line": _line(line),
        "name": line.name,
        "phone": line.phone_display,
        "sms": line.sms.number if line.sms else None,
        "keyword": line.sms.keyword if line.sms else None,
        "whatsapp": line.whatsapp,
        "chat": line.chat_url,
        "web": line.web,
        "email": line.email,
    }


def hashing_parts(service: HashingService) -> Parts:
    """
    What a response can say of a hashing service.
    """
    return {
        "name": service.name,
        "run_by": service.run_by,
        "url": service.start_url,
        "faq": service.faq_url,
        "partners": service.partners_url,
        "phone": service.phone_display,
        "email": service.email,
        "formats": ", ".join(service.formats),
        "limit": str(service.limit_at_once) if service.limit_at_once else None,
        "algorithms": ", ".join(service.algorithms),
    }


def platform_parts(platform: Platform) -> Parts:
    """
    What a response can say of a platform.
    """
    return {
        "name": platform.name,
        "report_url": platform.report_url,
        "minors_report_url": platform.minors_report_url,
        "steps": platform.steps,
        "email": platform.report_email,
    }


def engine_parts(engine: SearchEngine) -> Parts:
    """
    What a response can say of a search engine.
    """
    return {
        "name": engine.name,
        "report_url": engine.report_url,
        "fakes_url": engine.fakes_url,
        "steps": engine.steps,
    }


def law_parts(law: Law) -> Parts:
    """
    What a response can say of a law.
    """
    return {
        "name": law.name,
        "citation": law.citation,
        "hours": str(law.deadline_hours) if law.deadline_hours else None,
        "since": law.since or None,
        "amount": law.amount,
        "complain_url": law.complain_url,
        "page_url": law.page_url,
    }


def number_parts(number: EmergencyNumber) -> Parts:
    """
    What a response can say of one country's emergency numbers, whoever asks.
    """
    return {
        "number": number.emergency,
        "police": number.police,
        "ambulance": number.ambulance,
    }


def _line(line: Helpline) -> str:
    contact = _contact(line)
    return contact if contact == line.name else f"{line.name}: {contact}"


def _contact(line: Helpline) -> str:
    return line.phone_display or _text_to(line) or line.web or line.chat_url or line.email or ""


def _text_to(line: Helpline) -> str | None:
    if line.sms is None:
        return None
    return f"SMS {line.sms.number}" + (f" ({line.sms.keyword})" if line.sms.keyword else "")


def _emergency(facts: Facts, person: _Person) -> Value:
    number = facts.emergency(person.country)
    return number.emergency if number else None


def _police(facts: Facts, person: _Person) -> Value:
    number = facts.emergency(person.country)
    return (number.police or number.emergency) if number else None


def _ambulance(facts: Facts, person: _Person) -> Value:
    number = facts.emergency(person.country)
    return (number.ambulance or number.emergency) if number else None


def _country_name(facts: Facts, person: _Person) -> Value:
    country = facts.country(person.country)
    return country.name if country else None


def _report_url(facts: Facts, person: _Person) -> Value:
    platform = facts.platform(person.platform)
    if not platform:
        return None
    return (person.minor and platform.minors_report_url) or platform.report_url


def _of_hashing(part: str) -> Callable[[Facts, _Person], Value]:
    def value(facts: Facts, person: _Person) -> Value:
        service = facts.hashing_service(person.country, person.age_group)
        return hashing_parts(service)[part] if service else None

    return value


def _of_law(part: str) -> Callable[[Facts, _Person], Value]:
    def value(facts: Facts, person: _Person) -> Value:
        law = facts.law_for(person.country)
        return law_parts(law)[part] if law else None

    return value


def _of_platform(part: str) -> Callable[[Facts, _Person], Value]:
    def value(facts: Facts, person: _Person) -> Value:
        platform = facts.platform(person.platform)
        return platform_parts(platform)[part] if platform else None

    return value


_VARYING: Mapping[str, Callable[[Facts, _Person], Value]] = {
    "local.emergency": _emergency,
    "local.police": _police,
    "local.ambulance": _ambulance,
    "local.hashing": _of_hashing("name"),
    "local.hashing.name": _of_hashing("name"),
    "local.hashing.url": _of_hashing("url"),
    "local.law.name": _of_law("name"),
    "local.law.citation": _of_law("citation"),
    "local.law.hours": _of_law("hours"),
    "local.law.complain_url": _of_law("complain_url"),
    "country.name": _country_name,
    "platform.name": _of_platform("name"),
    "platform.report_url": _report_url,
    "platform.steps": _of_platform("steps"),
    "platform.email": _of_platform("email"),
}
_LOCAL_NAMES = frozenset(
    name
    for topic in LOCAL_NEEDS
    for name in (f"local.{topic}", *(f"local.{topic}.{part}" for part in HELPLINE_PARTS))
)
