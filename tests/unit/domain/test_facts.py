"""
Placeholders: what a response says for this person's country, age and platform.
"""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.fact import (
    Country,
    EmergencyNumber,
    HashingService,
    Helpline,
    Law,
    Platform,
    SearchEngine,
    Sms,
    Source,
)
from bot.domain.facts import Facts

SOURCES = (Source(url="https://example.org", date="2026-11"),)
DAY = date(2026, 11, 20)

FACTS = Facts(
    records=(
        Helpline(
            id="adults",
            name="Adults Line",
            sources=SOURCES,
            reviewed=DAY,
            country="US",
            who_for="adult",
            needs=("image_abuse", "police"),
            phone="+12125550101",
            phone_display="212-555-0101",
        ),
        Helpline(
            id="text",
            name="Text Line",
            sources=SOURCES,
            reviewed=DAY,
            country="US",
            who_for="any",
            needs=("crisis",),
            sms=Sms(number="741741", keyword="HOME"),
            chat_url="https://example.org/chat",
        ),
        Helpline(
            id="minors",
            name="1234",
            sources=SOURCES,
            reviewed=DAY,
            country="US",
            who_for="minor",
            needs=("image_abuse", "child"),
            phone="1234",
            phone_display="1234",
        ),
        Helpline(
            id="world",
            name="World",
            sources=SOURCES,
            reviewed=DAY,
            country="INT",
            who_for="any",
            needs=("crisis", "image_abuse", "child"),
            sms=Sms(number="1234"),
        ),
        Helpline(
            id="unsure",
            name="Unsure",
            sources=SOURCES,
            reviewed=DAY,
            verified=False,
            country="US",
            who_for="any",
            needs=("lgbtq",),
            web="https://example.org",
        ),
        Helpline(
            id="page",
            name="Page",
            sources=SOURCES,
            reviewed=DAY,
            country="GB",
            who_for="any",
            needs=("crisis",),
            chat_url="https://example.org/chat",
        ),
        HashingService(
            id="stop",
            name="Stop",
            sources=SOURCES,
            reviewed=DAY,
            run_by="example",
            start_url="https://stop.example",
            age_in_image="adult",
            needs_file=True,
            image_leaves_device=False,
        ),
        HashingService(
            id="down",
            name="Down",
            sources=SOURCES,
            reviewed=DAY,
            run_by="example",
            start_url="https://down.example",
            age_in_image="minor",
            needs_file=True,
            image_leaves_device=False,
        ),
        Law(
            id="act",
            name="The Act",
            sources=SOURCES,
            reviewed=DAY,
            country="US",
            citation="1 U.S.C. 1",
            in_force=True,
            deadline_hours=48,
            complain_url="https://complain.example",
        ),
        EmergencyNumber(
            id="US", name="United States", sources=SOURCES, reviewed=DAY, emergency="911"
        ),
        EmergencyNumber(
            id="FR",
            name="France",
            sources=SOURCES,
            reviewed=DAY,
            emergency="112",
            police="17",
            ambulance="15",
        ),
        Country(id="FR", name="France", sources=SOURCES, reviewed=DAY, group="other"),
        Platform(
            id="insta",
            name="Insta",
            sources=SOURCES,
            reviewed=DAY,
            kind="social network",
            route_kind="dedicated",
            report_url="https://insta.example/report",
            minors_report_url="https://insta.example/minors",
            steps="Tap Report.",
        ),
        Platform(
            id="forum",
            name="Forum",
            sources=SOURCES,
            reviewed=DAY,
            kind="forum",
            route_kind="general",
            report_url="https://forum.example/report",
        ),
        SearchEngine(
            id="engine",
            name="Engine",
            sources=SOURCES,
            reviewed=DAY,
            report_url="https://engine.example",
        ),
    )
)


@pytest.mark.parametrize(
    ("name", "country", "minor", "expected"),
    [
        ("local.emergency", "US", False, "911"),
        ("local.emergency", "FR", False, "112"),
        ("local.emergency", "XX", False, None),
        ("local.emergency", None, True, None),
        ("local.police", "FR", False, "17"),
        ("local.police", "US", False, "911"),
        ("local.police", None, False, None),
        ("local.ambulance", "FR", False, "15"),
        ("local.ambulance", "US", False, "911"),
        ("local.ambulance", None, False, None),
        ("local.crisis", "US", False, "Text Line: SMS 741741 (HOME)"),
        ("local.crisis.sms", "US", False, "741741"),
        ("local.crisis.keyword", "US", False, "HOME"),
        ("local.crisis.chat", "US", False, "https://example.org/chat"),
        ("local.crisis.phone", "US", False, None),
        ("local.crisis", None, False, "World: SMS 1234"),
        ("local.crisis.keyword", None, False, None),
        ("local.crisis", "GB", False, "Page: https://example.org/chat"),
        ("local.image_abuse", "US", False, "Adults Line: 212-555-0101"),
        ("local.image_abuse", "US", True, "1234"),
        ("local.image_abuse", "FR", True, "World: SMS 1234"),
        ("local.child", "US", False, "1234"),
        ("local.lgbtq", "US", False, None),
        ("local.police_report", "US", True, None),
        ("local.police_report.name", "US", False, "Adults Line"),
        ("local.hashing", None, False, "Stop"),
        ("local.hashing.url", None, True, "https://down.example"),
        ("local.law.name", "US", False, "The Act"),
        ("local.law.hours", "US", False, "48"),
        ("local.law.complain_url", "FR", False, None),
        ("country.name", "FR", False, "France"),
        ("country.name", None, False, None),
        ("facts.adults.phone", None, True, "212-555-0101"),
        ("facts.act.citation", None, True, "1 U.S.C. 1"),
        ("facts.engine.report_url", None, False, "https://engine.example"),
        ("facts.emergency_us.number", "FR", False, "911"),
        ("facts.unsure.web", "US", False, None),
        ("local.weather", "US", False, None),
        ("slots.name", "US", False, None),
    ],
)
def test_placeholder(name: str, country: str | None, minor: bool, expected: str | None) -> None:
    """
    A placeholder fits country and age in the image; where there is nothing it gives nothing.
    """
    assert expected == FACTS.placeholder(name, country=country, minor=minor, platform=None)


@pytest.mark.parametrize(
    ("name", "platform", "minor", "expected"),
    [
        ("platform.name", "insta", False, "Insta"),
        ("platform.report_url", "insta", False, "https://insta.example/report"),
        ("platform.report_url", "insta", True, "https://insta.example/minors"),
        ("platform.report_url", "forum", True, "https://forum.example/report"),
        ("platform.steps", "insta", False, "Tap Report."),
        ("platform.steps", "forum", False, None),
        ("platform.email", "insta", False, None),
        ("platform.name", "example", False, None),
        ("platform.report_url", None, True, None),
    ],
)
def test_placeholder_of_the_platform(
    name: str, platform: str | None, minor: bool, expected: str | None
) -> None:
    """
    A minor is given the form for minors where there is one.
    """
    assert expected == FACTS.placeholder(name, country=None, minor=minor, platform=platform)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("facts.adults.phone", True),
        ("facts.adults.sms", False),
        ("facts.unsure.web", False),
        ("facts.nobody.phone", False),
        ("local.emergency", True),
        ("local.crisis.keyword", True),
        ("local.crisis.fax", False),
        ("local.weather", False),
        ("local.hashing.url", True),
        ("platform.steps", True),
        ("country.name", True),
        ("name", False),
    ],
)
def test_has_placeholder(name: str, known: bool) -> None:
    """
    Known are the fields that records have, and what depends on the person.
    """
    assert known == FACTS.has_placeholder(name)


@pytest.mark.parametrize(
    ("name", "response"),
    [
        ("local.emergency", "utter_word_local_emergency"),
        ("platform.name", "utter_word_the_site"),
        ("local.crisis.phone", "utter_word_not_known"),
        ("facts.adults.phone", None),
    ],
)
def test_fallback_response(name: str, response: str | None) -> None:
    """
    Each placeholder that may be empty names the response to say instead.
    """
    assert response == FACTS.fallback_response(name)


def test_without_facts_there_is_no_placeholder_value() -> None:
    """
    An empty collection answers every placeholder with nothing.
    """
    empty = Facts()

    assert [None] * 3 == [
        empty.placeholder(name, country="US", minor=False, platform="insta")
        for name in ("local.crisis", "local.hashing", "platform.name")
    ]
