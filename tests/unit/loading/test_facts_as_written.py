"""
The facts of this project: complete, safe for whoever asks from wherever, and in step with their pages in docs.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fact import (
    INTERNATIONAL,
    AgeGroup,
    Country,
    EmergencyNumber,
    HashingService,
    Helpline,
    Platform,
)
from bot.domain.fact_lookup import due_for_review
from bot.domain.facts import HELPLINE_PARTS, LOCAL_NEEDS, Facts
from bot.loading.facts import load_facts
from bot.loading.to_verify import to_verify, write_page

ROOT = Path(__file__).parents[3]
FACTS = load_facts(ROOT / "data" / "facts")
COUNTRIES = st.none() | st.text(max_size=3) | st.sampled_from([c.id for c in FACTS.of(Country)])
TOPICS = st.sampled_from(sorted(LOCAL_NEEDS))
AGE_GROUPS: tuple[AgeGroup | None, ...] = ("adult", "minor", None)
ALWAYS_SOMEBODY = sorted(set(LOCAL_NEEDS) - {"police_report"})


def say(name: str, country: str | None, *, minor: bool = False) -> str | None:
    return FACTS.placeholder(name, country=country, minor=minor, platform=None)


def test_nothing_was_forgotten() -> None:
    """
    All platforms, all emergency numbers, all helplines of the research are there.
    """
    counts = (
        len(FACTS.of(Platform)),
        len(FACTS.of(EmergencyNumber)),
        sum(isinstance(record, EmergencyNumber) for record in FACTS.records),
        len(FACTS.of(Helpline)),
        len(FACTS.of(HashingService)),
        len(FACTS.of(Country)),
    )

    assert (100, 132, 139, 105, 5, 242) == counts


@given(COUNTRIES)
def test_any_country_has_an_emergency_wording(country: str | None) -> None:
    """
    Either a number is known, or the response that stands in for it.
    """
    assert say("local.emergency", country) or FACTS.fallback_response("local.emergency")


@given(COUNTRIES, st.sampled_from(ALWAYS_SOMEBODY), st.booleans())
def test_any_country_has_somebody_to_turn_to(country: str | None, topic: str, minor: bool) -> None:
    """
    For each need there is one line to give, wherever the person is and however old.
    """
    assert say(f"local.{topic}", country, minor=minor)


@given(COUNTRIES, TOPICS, st.sampled_from(AGE_GROUPS))
def test_no_number_of_another_country(
    country: str | None, topic: str, age_group: AgeGroup | None
) -> None:
    """
    Every line is the person's own country's, or one for any country, and those have no numbers.
    """
    lines = FACTS.helplines(country, LOCAL_NEEDS[topic], age_group)

    assert {line.country for line in lines} <= {country, INTERNATIONAL}
    assert all(
        line.phone is None and line.sms is None for line in lines if line.country == INTERNATIONAL
    )


@given(COUNTRIES, TOPICS, st.sampled_from(HELPLINE_PARTS))
def test_a_minor_is_never_sent_to_stopncii(country: str | None, topic: str, part: str) -> None:
    """
    Nothing that a placeholder gives for somebody who is or may be under 18 in the image leads there.
    """
    said = [
        say(name, country, minor=True)
        for name in (f"local.{topic}.{part}", "local.hashing", "local.hashing.url")
    ]

    assert not [text for text in said if text and "stopncii" in text.lower()]


@pytest.mark.parametrize(
    ("name", "country", "minor", "expected"),
    [
        ("local.emergency", "US", False, "911"),
        ("local.emergency", "GB", False, "999"),
        ("local.emergency", "AU", False, "000"),
        ("local.emergency", "DE", False, "112"),
        ("local.emergency", "NG", False, None),
        ("local.crisis", "US", False, "988 Lifeline: 988"),
        ("local.crisis", "GB", False, "Samaritans: 116 123"),
        ("local.crisis", "GB", True, "Childline: 0800 1111"),
        ("local.crisis", "AU", False, "Lifeline: 13 11 14"),
        ("local.crisis", None, False, "Find A Helpline: https://findahelpline.com/"),
        ("local.image_abuse", "US", False, "CCRI Image Abuse Helpline: 1-844-878-2274"),
        ("local.image_abuse", "US", True, "NCMEC: 1-800-843-5678"),
        ("local.image_abuse", "GB", False, "Revenge Porn Helpline: 0345 6000 459"),
        (
            "local.image_abuse",
            "AU",
            False,
            "eSafety Commissioner: https://www.esafety.gov.au/report",
        ),
        ("local.sexual_assault", "US", False, "RAINN: 1-800-656-4673"),
        ("local.police_report", "GB", False, "Police: 101"),
        ("local.hashing.url", "US", False, "https://stopncii.org/"),
        ("local.hashing.url", "GB", True, "https://takeitdown.ncmec.org/"),
        ("local.law.hours", "US", False, "48"),
        ("local.law.name", "FR", False, "Digital Services Act"),
        ("facts.cybertip.web", None, False, "https://report.cybertip.org/"),
        ("facts.take_it_down_act.complain_url", None, False, "https://takeitdown.ftc.gov/"),
    ],
)
def test_what_most_people_are_told(
    name: str, country: str | None, minor: bool, expected: str | None
) -> None:
    """
    The lines that most conversations show, number by number.
    """
    assert expected == say(name, country, minor=minor)


def test_report_remove_is_for_those_under_18_now_in_the_uk() -> None:
    """
    In the UK the children's own service comes first for children; nowhere else, and not for adults today.
    """
    asked = [("GB", True), ("GB", False), ("IE", True), (None, True)]
    found = [FACTS.hashing_service(code, "minor", minor_now=now) for code, now in asked]

    assert ["report_remove", "take_it_down", "take_it_down", "take_it_down"] == [
        service.id for service in found if service
    ]


def test_each_platform_is_found_by_each_of_its_names() -> None:
    """
    Every domain and nickname leads to its own platform.
    """
    platforms = FACTS.of(Platform)

    assert [p.id for p in platforms for _ in p.domains] == [
        found.id
        for p in platforms
        for domain in p.domains
        if (found := FACTS.platform_by_domain(f"www.{domain}"))
    ]
    assert {word: p.id for p in platforms for word in p.nicknames} == dict(FACTS.platform_words)


def test_steps_never_endanger() -> None:
    """
    Steps are read by minors too: they are short, and never say to keep, copy or send the image.
    """
    steps = [platform.steps for platform in FACTS.of(Platform) if platform.steps]

    assert steps
    assert [] == [text for text in steps if len(text) > 160]
    assert [] == [
        text
        for text in steps
        if re.search(
            r"\b(screen ?shot|save|download|upload|guarantee|will be removed)", text, re.IGNORECASE
        )
    ]


@pytest.mark.parametrize(
    "word", ["us", "in", "it", "no", "chad", "jordan", "georgia", "nice", "reading"]
)
def test_plain_words_are_no_countries(word: str) -> None:
    """
    Words that mean something else, or two places, tell no country: it is asked instead.
    """
    assert FACTS.country_of_word(word) is None


def test_review() -> None:
    """
    Compiled on one day, everything is due half a year later.
    """
    assert (0, len(FACTS.records)) == (
        len(due_for_review(FACTS, date(2026, 11, 20))),
        len(due_for_review(FACTS, date(2027, 5, 20))),
    )


def test_to_verify_is_up_to_date(tmp_path: Path) -> None:
    """
    The page lists what the facts leave open today.
    """
    page = tmp_path / "to-verify.md"
    write_page(ROOT / "data" / "facts", page)

    assert page.read_text(encoding="utf-8") == (ROOT / "docs" / "to-verify.md").read_text(
        encoding="utf-8"
    )


def test_to_verify_of_nothing() -> None:
    """
    Without open points the page says so by its counts.
    """
    assert "0 records: 0 not verified, 0 with open fields; 0 open points." in to_verify(Facts())


def test_the_page_on_facts_names_what_there_is() -> None:
    """
    Every placeholder and id that docs/facts.md names can be used.
    """
    page = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
    names = re.findall(r"`\{([a-z_.]+)\}`", page)
    ids = re.findall(r"`([a-z][a-z0-9_]+)`", page.partition("## Ids")[2])
    known = {record.id for record in FACTS.records}

    assert names
    assert [] == [name for name in names if not FACTS.has_placeholder(name)]
    assert [] == [record_id for record_id in ids if record_id not in known]
