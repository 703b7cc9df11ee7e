"""
Which facts a conversation comes to.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypedDict

import pytest

from bot.domain.fact import (
    AnyRecord,
    Country,
    EmergencyNumber,
    HashingService,
    Helpline,
    Law,
    Places,
    Platform,
    SearchEngine,
    Source,
)
from bot.domain.facts import Facts
from bot.domain.slot import Slot
from bot.wording.reached import unreached
from tests.unit.wording.small import assistant, response, wording


class Common(TypedDict):
    id: str
    name: str
    sources: tuple[Source, ...]
    reviewed: date


def common(name: str) -> Common:
    return Common(
        id=name,
        name=name.title(),
        sources=(Source(url="https://example.org"),),
        reviewed=date(2026, 11, 20),
    )


COUNTRY = Country(**common("AA"), group="other", words=("aland",))
LINE = Helpline(
    **common("line"), country="AA", who_for="any", needs=("crisis",), web="https://a.example"
)
SITE = Platform(**common("site"), kind="social", route_kind="none", domains=("site.example",))
ENGINE = SearchEngine(**common("engine"), report_url="https://engine.example")
SERVICE = HashingService(
    **common("service"),
    run_by="Them",
    start_url="https://service.example",
    age_in_image="minor",
    needs_file=True,
    image_leaves_device=False,
    countries=("AA",),
)
LAW = Law(**common("law"), country="AA", citation="1", in_force=True)
NUMBER = EmergencyNumber(**common("AA"), emergency="555")
PLACES = Places(**common("AA"), words=("aburg",))


def lost(*records: AnyRecord, text: str = "{local.crisis}", payload: str = "/a") -> list[str]:
    """
    The ids of what isn't reached, where one response is said.
    """
    need = Slot(name="need", type="categorical", values=("legal",))
    whole = assistant(
        response(wording(text, ("Go on", payload))), facts=Facts(records=records), slots=(need,)
    )
    return [each.id for each in unreached(whole)]


def test_everything_that_a_lookup_finds_is_reached() -> None:
    """
    By country, need, age, domain; a search engine by its name.
    """
    records = (COUNTRY, LINE, SITE, ENGINE, SERVICE, LAW, NUMBER, PLACES)

    assert [] == lost(*records, text="{local.crisis} {facts.engine.name}")


@pytest.mark.parametrize(
    "record",
    [
        replace(COUNTRY, words=()),
        replace(LINE, country="BB"),
        replace(LINE, needs=("prevention",)),
        replace(SITE, domains=()),
        ENGINE,
        replace(SERVICE, id="none", countries=("BB",)),
        replace(LAW, in_force=False),
        replace(NUMBER, id="BB"),
        replace(PLACES, words=()),
    ],
)
def test_what_nothing_finds_is_told(record: AnyRecord) -> None:
    """
    No way of telling the country, another need, no name, no form, not in force.
    """
    others = () if isinstance(record, Country) else (COUNTRY,)

    assert [record.id] == lost(*others, record)


@pytest.mark.parametrize(
    ("record", "text", "payload"),
    [
        (replace(LINE, country="BB"), "{facts.line.web}", "/a"),
        (replace(NUMBER, id="BB"), "{facts.emergency_bb.number}", "/a"),
        (replace(LAW, in_force=False), "{facts.law.name}", "/a"),
        (replace(SITE, domains=()), "OK.", "/SetSlots(platform=site)"),
        (replace(LINE, needs=("legal",)), "OK.", "/a"),
    ],
)
def test_names_options_and_needs_reach_too(record: AnyRecord, text: str, payload: str) -> None:
    """
    A placeholder with the id, an option that sets it, a need that people can name.
    """
    assert [] == lost(COUNTRY, record, text=text, payload=payload)


def test_what_is_not_verified_is_not_missed() -> None:
    """
    Nobody is shown it anyway.
    """
    assert [] == lost(replace(ENGINE, verified=False))
