"""
Every wording, rendered for whoever it may be said to.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.fact import Country, EmergencyNumber, Law, Platform, Source
from bot.domain.facts import Facts
from bot.domain.flow import Flow
from bot.domain.response import SlotCondition
from bot.loading.templates import split_template
from bot.wording.said import everything_said
from tests.unit.wording.small import RULES, assistant, response, said, wording

DAY = date(2026, 11, 20)
SOURCES = (Source(url="https://example.org", date="2026-11"),)
FACTS = Facts(
    records=(
        Country(id="AA", name="Aland", sources=SOURCES, reviewed=DAY, group="other"),
        Country(id="BB", name="Beland", sources=SOURCES, reviewed=DAY, group="other"),
        EmergencyNumber(id="AA", name="AA", sources=SOURCES, reviewed=DAY, emergency="555"),
        Platform(
            id="pics",
            name="Pics Online",
            sources=SOURCES,
            reviewed=DAY,
            kind="social",
            route_kind="dedicated",
            report_url="https://pics.example/report",
            minors_report_url="https://pics.example/young",
        ),
        Law(
            id="aa_law",
            name="Online Safety Act",
            sources=SOURCES,
            reviewed=DAY,
            country="AA",
            citation="Act 12",
            in_force=True,
        ),
    )
)


def test_a_plain_wording_is_said_once() -> None:
    """
    Nothing changes it, so nothing multiplies it.
    """
    assert ["OK."] == [bubble.text for bubble in said("OK.", facts=FACTS).bubbles]


def test_a_country_changes_the_number() -> None:
    """
    Known and unknown ones, each different text once.
    """
    found = said("Call {local.emergency}.", facts=FACTS)

    assert ["Call your emergency number.", "Call 555."] == [each.text for each in found.bubbles]


def test_age_changes_the_form() -> None:
    """
    Each platform that has one, for adults and for minors; where none has what is told, what stands in for it.
    """
    found = said("{platform.name}: {platform.report_url}", facts=FACTS)

    assert [
        "Pics Online: https://pics.example/report",
        "Pics Online: https://pics.example/young",
    ] == [each.text for each in found.bubbles]
    assert ["the report button"] == [
        each.text for each in said("{platform.email}", facts=FACTS).bubbles
    ]
    assert ["On the site.", "On Pics Online."] == [
        each.text for each in said("On {platform.name}.", facts=FACTS).bubbles
    ]


def test_names_are_left_out_of_the_texts() -> None:
    """
    Of laws, services and places, with their genitive; and those that are listed.
    """
    rules = replace(RULES, names=("Take It Down",))
    found = said(
        "Pics Online's form, the Online Safety Act, Take It Down, Aland.", rules=rules, facts=FACTS
    )

    assert ["form, the , ,"] == [" ".join(each.split()).rstrip(" .") for each in found.texts]


def test_what_actions_give_has_samples() -> None:
    """
    Texts with facts in them, and lists of flows by their names, which become options, too.
    """
    rules = replace(
        RULES,
        samples={
            "lines": split_template("call {local.emergency}"),
            "open": ("report", "people"),
        },
    )
    flows = tuple(
        Flow(id=name, description="", steps={}, first="END") for name in ("report", "people")
    )
    whole = assistant(
        response(wording("{lines} {open}", options_from="open")),
        response("Report it", name="utter_name_report"),
        response("People", name="utter_name_people"),
        facts=FACTS,
        flows=flows,
    )
    bubbles = next(iter(everything_said(whole, rules, "en"))).bubbles

    assert ["call your emergency number Report it, People", "call 555 Report it, People"] == [
        each.text for each in bubbles
    ]
    assert ["Report it", "People"] == [each.title for each in bubbles[0].buttons]


def test_conditions_hold() -> None:
    """
    A wording for one country is never said with another's numbers.
    """
    condition = SlotCondition(name="country", value=None)
    found = said(wording("Call {local.emergency}.", conditions=(condition,)), facts=FACTS)

    assert ["Call your emergency number."] == [each.text for each in found.bubbles]


def test_wordings_for_other_channels_are_not_texted() -> None:
    """
    One for all, or for SMS, can go out as a text message.
    """
    channels = [None, "sms", "web"]

    assert [True, True, False] == [said(wording("OK.", channel=each)).by_sms for each in channels]
