"""
Looking facts up: the right service for country, age and hour, never another country's number.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fact import (
    AgeGroup,
    Country,
    Doubt,
    EmergencyNumber,
    HashingService,
    Helpline,
    Law,
    Need,
    Places,
    Platform,
    SearchEngine,
    Source,
    WhoFor,
)
from bot.domain.fact_lookup import FactLookup, doubtful, due_for_review
from bot.domain.hours import Hours, Span

SOURCES = (Source(url="https://example.org", date="2026-11"),)
DAY = date(2026, 11, 20)
AGE_GROUPS: tuple[AgeGroup | None, ...] = ("adult", "minor", None)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc)
MORNINGS = Hours(spans=tuple(Span(start=day * 1440, end=day * 1440 + 600) for day in range(7)))


def line(  # noqa: PLR0913 - a record has this many fields that matter here
    line_id: str,
    country: str = "GB",
    needs: tuple[Need, ...] = ("crisis",),
    who_for: WhoFor = "any",
    *,
    hours: Hours | None = None,
    only_for: str | None = None,
    region: str | None = None,
    verified: bool = True,
) -> Helpline:
    return Helpline(
        id=line_id,
        name=line_id,
        sources=SOURCES,
        reviewed=DAY,
        verified=verified,
        country=country,
        needs=needs,
        who_for=who_for,
        web="https://example.org",
        hours=hours,
        only_for=only_for,
        region=region,
    )


def service(service_id: str, age: AgeGroup, countries: tuple[str, ...] = ()) -> HashingService:
    return HashingService(
        id=service_id,
        name=service_id,
        sources=SOURCES,
        reviewed=DAY,
        run_by="example",
        start_url="https://example.org",
        age_in_image=age,
        needs_file=True,
        image_leaves_device=False,
        countries=countries,
    )


def law(law_id: str, country: str, *, in_force: bool = True) -> Law:
    return Law(
        id=law_id,
        name=law_id,
        sources=SOURCES,
        reviewed=DAY,
        country=country,
        citation="1",
        in_force=in_force,
    )


def country(code: str, name: str, *, eu: bool = False, **more: tuple[str, ...]) -> Country:
    return Country(
        id=code,
        name=name,
        sources=SOURCES,
        reviewed=DAY,
        group="other",
        eu=eu,
        words=more.get("words", ()),
        prefixes=more.get("prefixes", ()),
        zones=more.get("zones", ()),
    )


def platform(platform_id: str, *domains: str, nicknames: tuple[str, ...] = ()) -> Platform:
    return Platform(
        id=platform_id,
        name=platform_id.title(),
        sources=SOURCES,
        reviewed=DAY,
        kind="social network",
        route_kind="general",
        domains=domains,
        nicknames=nicknames,
    )


def ids(found: tuple[Helpline, ...]) -> list[str]:
    return [helpline.id for helpline in found]


def test_own_country_comes_before_anywhere() -> None:
    """
    Services for any country are named only where the country has none of its own.
    """
    facts = FactLookup(records=(line("world", "INT"), line("local", "GB")))

    assert [["local"], ["world"], ["world"]] == [
        ids(facts.helplines(code, "crisis")) for code in ("GB", "DE", None)
    ]


def test_nobody_helps() -> None:
    """
    A need that nobody serves gives nothing rather than something else.
    """
    facts = FactLookup(records=(line("local"),))

    assert ((), None) == (facts.helplines("GB", "lgbtq"), facts.best_helpline("GB", "lgbtq"))


@pytest.mark.parametrize(
    ("age_group", "expected"),
    [
        ("adult", ["adults", "all"]),
        ("minor", ["minors", "all"]),
        (None, ["adults", "all", "minors"]),
    ],
)
def test_age_groups(age_group: AgeGroup | None, expected: list[str]) -> None:
    """
    Each age group gets its own services first, then those for everybody, never those for the other.
    """
    facts = FactLookup(
        records=(
            line("adults", who_for="adult"),
            line("all"),
            line("minors", who_for="minor"),
        )
    )

    assert expected == ids(facts.helplines("GB", "crisis", age_group))


def test_best_first() -> None:
    """
    Open to everybody comes before a narrower public, open now before closed, and a region's own last.
    """
    facts = FactLookup(
        records=(
            line("bc", region="British Columbia"),
            line("women", only_for="women"),
            line("closed", hours=MORNINGS),
            line("unknown"),
            line("always", hours=Hours(always=True)),
        )
    )

    assert ["unknown", "always", "closed", "women", "bc"] == ids(
        facts.helplines("GB", "crisis", now=NOON)
    )
    assert ["closed", "unknown", "always", "women", "bc"] == ids(facts.helplines("GB", "crisis"))


def test_a_region_does_not_stand_for_its_country() -> None:
    """
    Where only one region has a service, the rest of the country is sent to those for anywhere.
    """
    facts = FactLookup(records=(line("world", "INT"), line("bc", region="British Columbia")))

    assert ["world", "bc"] == ids(facts.helplines("GB", "crisis"))


def test_unverified_records_are_never_found() -> None:
    """
    What nobody could confirm is shown to nobody.
    """
    facts = FactLookup(
        records=(
            line("doubtful", verified=False),
            EmergencyNumber(
                id="GB", name="GB", sources=SOURCES, reviewed=DAY, verified=False, emergency="112"
            ),
        )
    )

    assert ((), None) == (facts.helplines("GB", "crisis"), facts.emergency("GB"))


def test_named_lines() -> None:
    """
    The crisis line and the image abuse line are the first of their kind.
    """
    crisis, abuse = line("crisis"), line("abuse", needs=("image_abuse",), who_for="adult")
    facts = FactLookup(records=(crisis, abuse))

    found = (
        facts.crisis_line("GB"),
        facts.image_abuse_line("GB", "adult"),
        facts.image_abuse_line("GB", "minor"),
    )
    assert (crisis, abuse, None) == found


def test_is_open() -> None:
    """
    Open, closed, and not known are three answers.
    """
    facts = FactLookup()
    lines = (line("a", hours=Hours(always=True)), line("b", hours=MORNINGS), line("c"))

    assert [True, False, None] == [facts.is_open(helpline, NOON) for helpline in lines]


@pytest.mark.parametrize(
    ("code", "age", "minor_now", "expected"),
    [
        ("GB", "adult", False, "stop"),
        ("GB", "minor", False, "down"),
        ("GB", "minor", True, "remove"),
        ("US", "minor", True, "down"),
        (None, "adult", False, "stop"),
        ("GB", None, False, "down"),
        (None, None, True, "down"),
    ],
)
def test_hashing_service(
    code: str | None, age: AgeGroup | None, minor_now: bool, expected: str
) -> None:
    """
    The age in the image decides; unknown age takes the minors' road; a country's own needs somebody under 18 now.
    """
    facts = FactLookup(
        records=(
            service("stop", "adult"),
            service("down", "minor"),
            service("remove", "minor", ("GB",)),
        )
    )

    found = facts.hashing_service(code, age, minor_now=minor_now)

    assert found is not None
    assert expected == found.id


def test_laws() -> None:
    """
    A country's laws in force come first, the Union's after them for members only, bills never.
    """
    facts = FactLookup(
        records=(
            law("dsa", "EU"),
            law("bill", "IE", in_force=False),
            law("coco", "IE"),
            law("osa", "AU"),
            country("IE", "Ireland", eu=True),
            country("AU", "Australia"),
        )
    )

    assert {"IE": ["coco", "dsa"], "AU": ["osa"], "XX": [], None: []} == {
        code: [found.id for found in facts.laws(code)] for code in ("IE", "AU", "XX", None)
    }
    assert (facts.laws("IE")[0], None) == (facts.law_for("IE"), facts.law_for(None))


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("facebook.com", "facebook"),
        ("M.Facebook.com.", "facebook"),
        ("a.b.c.facebook.com", "facebook"),
        ("drive.google.com", "drive"),
        ("www.google.com", "google"),
        ("notfacebook.com", None),
        ("facebook.com.example", None),
        ("com", None),
        ("", None),
    ],
)
def test_platform_by_domain(domain: str, expected: str | None) -> None:
    """
    A host belongs to the platform with the longest domain that it ends with.
    """
    facts = FactLookup(
        records=(
            platform("facebook", "facebook.com", "fb.com"),
            platform("google", "google.com"),
            platform("drive", "drive.google.com"),
        )
    )

    found = facts.platform_by_domain(domain)

    assert expected == (found and found.id)


def test_platforms_by_name() -> None:
    """
    A platform is found by its id, and each of its nicknames leads to that id.
    """
    insta = platform("instagram", nicknames=("insta", "ig"))
    facts = FactLookup(records=(insta,))

    assert (insta, None, None) == (
        facts.platform("instagram"),
        facts.platform("example"),
        facts.platform(None),
    )
    assert {"insta": "instagram", "ig": "instagram"} == facts.platform_words


def test_countries_by_what_people_write() -> None:
    """
    Names, peoples, cities, phone numbers and time zones tell the country; anything else tells nothing.
    """
    britain = country(
        "GB", "United Kingdom", words=("uk",), prefixes=("+44",), zones=("Europe/London",)
    )
    facts = FactLookup(
        records=(
            britain,
            country("US", "United States", prefixes=("+1",)),
            country("CA", "Canada", prefixes=("+1416",)),
            Places(id="GB", name="GB", sources=SOURCES, reviewed=DAY, words=("leeds",)),
        )
    )

    assert (britain, None, None) == (facts.country("GB"), facts.country("XX"), facts.country(None))
    assert ["GB", "GB", None] == [
        facts.country_of_word(word) for word in (" UK ", "Leeds", "mars")
    ]
    assert ["GB", "CA", "US", None, None] == [
        facts.country_of_phone(phone)
        for phone in ("+447700900123", "+14165550101", "+12125550101", "+33123456789", "")
    ]
    assert ["GB", None] == [facts.country_of_zone(zone) for zone in ("Europe/London", "UTC")]


def test_records_of_one_kind_keep_their_order() -> None:
    """
    The order in the files is the order of preference.
    """
    first, second = line("b"), line("a")
    engine = SearchEngine(id="e", name="e", sources=SOURCES, reviewed=DAY)

    assert (first, second) == FactLookup(records=(first, engine, second)).of(Helpline)


def test_due_for_review() -> None:
    """
    What was reviewed more than the given days ago is due, the longest unseen first.
    """
    old = Platform(
        id="old",
        name="old",
        sources=SOURCES,
        reviewed=DAY - timedelta(days=181),
        kind="forum",
        route_kind="none",
    )
    older = Platform(
        id="older",
        name="older",
        sources=SOURCES,
        reviewed=DAY - timedelta(days=400),
        kind="forum",
        route_kind="none",
    )
    facts = FactLookup(records=(old, line("fresh"), older))

    assert (older, old) == due_for_review(facts, DAY)
    assert (older,) == due_for_review(facts, DAY, days=181)
    assert () == due_for_review(facts, DAY, days=400)


def test_doubtful() -> None:
    """
    Records that are unverified or have an open field are listed, the certain ones are not.
    """
    open_field = Platform(
        id="p",
        name="p",
        sources=SOURCES,
        reviewed=DAY,
        kind="forum",
        route_kind="none",
        doubts=(Doubt(field="report_url", why="not seen"),),
    )
    unverified = line("u", verified=False)

    assert (open_field, unverified) == doubtful((open_field, line("certain"), unverified))


@given(st.text(max_size=4) | st.none(), st.sampled_from(AGE_GROUPS))
def test_any_country_is_answered(code: str | None, age_group: AgeGroup | None) -> None:
    """
    Whatever stands for the country, there is somebody, and it is never another country's own line.
    """
    facts = FactLookup(records=(line("world", "INT"), line("us", "US"), line("gb", "GB")))

    found = facts.helplines(code, "crisis", age_group)

    assert [code if code in ("US", "GB") else "INT"] == [helpline.country for helpline in found]
