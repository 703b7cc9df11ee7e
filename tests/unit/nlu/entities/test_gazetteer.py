"""
The tables of names.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.fact import Country, Places, Platform, Source
from bot.domain.fact_lookup import FactLookup
from bot.nlu.entities import Gazetteer
from bot.nlu.entities.gazetteer import Names, key

REVIEWED = date(2026, 11, 20)
SOURCES = (Source(citation="invented", date="2026-11-20"),)


def _platform(id_: str, name: str, *nicknames: str, domains: tuple[str, ...] = ()) -> Platform:
    return Platform(
        id=id_,
        name=name,
        sources=SOURCES,
        reviewed=REVIEWED,
        kind="social network",
        route_kind="general",
        nicknames=nicknames,
        domains=domains,
    )


def _country(code: str, name: str, *words: str) -> Country:
    return Country(
        id=code,
        name=name,
        sources=SOURCES,
        reviewed=REVIEWED,
        group="other",
        words=(name.casefold(), *words),
    )


@pytest.fixture
def small() -> Gazetteer:
    """
    Three platforms, two countries and a city.
    """
    places = Places(id="GB", name="", sources=SOURCES, reviewed=REVIEWED, words=("leeds",))
    records = (
        _platform("x", "X (Twitter)", "twitter", domains=("X.com", "pbs.twimg.com")),
        _platform("many", "One, Two and Three"),
        _platform("any", "Any other website", "a website"),
        _country("GB", "United Kingdom", "uk", "british", "England"),
        _country("US", "United States", "usa", "american"),
        places,
    )
    return Gazetteer.from_facts(FactLookup(records=records))


def test_takes_nicknames_and_plain_names_of_platforms(small: Gazetteer) -> None:
    """
    "X (Twitter)" is called X; a list of names is no name.
    """
    assert {"x": "x", "twitter": "x", "a website": "any"} == small.platforms.ids


def test_parts_countries_from_what_their_people_are_called(small: Gazetteer) -> None:
    """
    "british" tells a country only after "I am"; "us" is added to the United States.
    """
    assert {
        "united kingdom": "GB",
        "uk": "GB",
        "england": "GB",
        "united states": "US",
        "usa": "US",
        "us": "US",
    } == small.countries.ids
    assert {"british": "GB", "american": "US"} == small.demonyms.ids
    assert {"leeds": "GB"} == small.places.ids


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("x.com", "x"),
        ("www.x.com", "x"),
        ("Mobile.X.COM", "x"),
        ("a.pbs.twimg.com", "x"),
        ("notx.com", None),
        ("com", None),
        ("", None),
    ],
)
def test_knows_the_platform_of_a_host(small: Gazetteer, host: str, expected: str | None) -> None:
    """
    The longest known domain that a host ends in decides.
    """
    assert expected == small.platform_of(host)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("instagarm", "instagram"),
        ("instgram", "instagram"),
        ("instagramm", "instagram"),
        ("onlyfanss", "onlyfans"),
        ("instant", None),
        ("nstagram", None),
        ("", None),
        ("tt", None),
    ],
)
def test_forgives_a_slip_of_the_thumb(word: str, expected: str | None) -> None:
    """
    One slip in a name of six letters or more is forgiven, the first letter must stand.
    """
    names = Names.of({"Instagram": "instagram", "OnlyFans": "onlyfans", "tt": "tiktok"})

    assert expected == names.similar(word)


@given(st.dictionaries(st.text(max_size=20), st.sampled_from(["a", "b"]), max_size=8))
def test_every_name_is_found_again(ids: dict[str, str]) -> None:
    """
    Whatever the spelling of a name, it is looked up under its key.
    """
    names = Names.of(ids)

    assert {key(name) for name in ids if key(name)} == set(names.ids)
    assert all(len(name.split(" ")) <= names.longest[name.split(" ")[0]] for name in names.ids)
