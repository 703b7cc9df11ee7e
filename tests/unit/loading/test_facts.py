"""
Loading facts: what is written becomes records, and every mistake is told with its place.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.domain.fact import (
    Country,
    Doubt,
    EmergencyNumber,
    HashingService,
    Helpline,
    Law,
    Places,
    Platform,
    SearchEngine,
    Sms,
    Source,
)
from bot.domain.hours import Hours, Span
from bot.errors import ContentError
from bot.loading.fact_reader import dialled, spans_of
from bot.loading.facts import load_facts

DAY = date(2026, 11, 20)
HEAD = "reviewed: 2026-11-20\nsources: [{citation: Example, date: 2026}]\n"
COUNTRIES = (
    HEAD
    + "countries:\n  GB: {name: United Kingdom, group: gb}\n  US: {name: United States, group: us}\n"
)
EXAMPLE = (Source(citation="Example", date="2026"),)


def write(folder: Path, text: str, name: str = "f.yml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def mistakes(folder: Path, text: str) -> list[str]:
    """
    What loading tells about a file beside the countries, without the folder's name.
    """
    write(folder, COUNTRIES, "countries.yml")
    write(folder, text)
    with pytest.raises(ContentError) as caught:
        load_facts(folder)
    return [
        mistake.describe().removeprefix(f"{folder.as_posix()}/")
        for mistake in caught.value.mistakes
    ]


def test_every_kind_of_record(tmp_path: Path) -> None:
    """
    Each key of a file becomes typed records, in the order of the files.
    """
    write(
        tmp_path,
        HEAD
        + """
countries:
  GB: {name: United Kingdom, group: gb, words: [uk], prefixes: ["+44"], currency: GBP, zones: [Europe/London], languages: [en]}
  GE: {name: Georgia, name_is_ambiguous: true, eu: false}
emergency_numbers:
  GB: {name: United Kingdom, emergency: "999", also: ["112"]}
hashing_services:
  down:
    name: Down
    run_by: Example
    start_url: https://example.org/
    age_in_image: minor
    needs_file: true
    image_leaves_device: false
    countries: [GB]
    phone: 0800 1111
    phone_country: GB
    limit_at_once: 20
    formats: [png]
    partners: [insta]
helplines:
  line:
    name: Line
    country: GB
    who_for: adult
    needs: [crisis, child]
    phone: 0345 6000 459
    sms: {number: "85258", keyword: SHOUT}
    email: help@example.org
    hours: {zone: Europe/London, week: [mon 10:00-16:00]}
    free: yes
    uncertain: {email: not seen}
    sources: [{url: http://example.org/old, date: 2026-05}]
    reviewed: 2026-01-02
laws:
  act: {name: Act, country: EU, citation: "1", in_force: true, since: 2026-05, deadline_hours: 48, gives: [rights]}
places:
  GB: {words: [leeds]}
platforms:
  insta: {name: Insta, kind: social network, route_kind: dedicated, nicknames: [ig], domains: [insta.example], report_url: https://insta.example/, stopncii_partner: yes}
search_engines:
  find: {name: Find, report_url: https://find.example/}
  other: {name: Other, shows_results_of: find}
""",
    )

    expected = (
        Country(
            id="GB",
            name="United Kingdom",
            sources=EXAMPLE,
            reviewed=DAY,
            group="gb",
            words=("united kingdom", "uk"),
            prefixes=("+44",),
            currency="GBP",
            zones=("Europe/London",),
            languages=("en",),
        ),
        Country(id="GE", name="Georgia", sources=EXAMPLE, reviewed=DAY, group="other"),
        EmergencyNumber(
            id="GB",
            name="United Kingdom",
            sources=EXAMPLE,
            reviewed=DAY,
            emergency="999",
            also=("112",),
        ),
        HashingService(
            id="down",
            name="Down",
            sources=EXAMPLE,
            reviewed=DAY,
            run_by="Example",
            start_url="https://example.org/",
            age_in_image="minor",
            needs_file=True,
            image_leaves_device=False,
            countries=("GB",),
            phone="+448001111",
            phone_display="0800 1111",
            limit_at_once=20,
            formats=("png",),
            partners=("insta",),
        ),
        Helpline(
            id="line",
            name="Line",
            sources=(Source(url="http://example.org/old", date="2026-05"),),
            reviewed=date(2026, 1, 2),
            doubts=(Doubt(field="email", why="not seen"),),
            country="GB",
            who_for="adult",
            needs=("crisis", "child"),
            phone="+443456000459",
            phone_display="0345 6000 459",
            sms=Sms(number="85258", keyword="SHOUT"),
            email="help@example.org",
            hours=Hours(zone="Europe/London", spans=(Span(start=600, end=960),)),
            free="yes",
        ),
        Law(
            id="act",
            name="Act",
            sources=EXAMPLE,
            reviewed=DAY,
            country="EU",
            citation="1",
            in_force=True,
            since="2026-05",
            deadline_hours=48,
            gives=("rights",),
        ),
        Places(id="GB", name="GB", sources=EXAMPLE, reviewed=DAY, words=("leeds",)),
        Platform(
            id="insta",
            name="Insta",
            sources=EXAMPLE,
            reviewed=DAY,
            kind="social network",
            route_kind="dedicated",
            nicknames=("ig",),
            domains=("insta.example",),
            report_url="https://insta.example/",
            stopncii_partner="yes",
        ),
        SearchEngine(
            id="find",
            name="Find",
            sources=EXAMPLE,
            reviewed=DAY,
            report_url="https://find.example/",
        ),
        SearchEngine(
            id="other", name="Other", sources=EXAMPLE, reviewed=DAY, shows_results_of="find"
        ),
    )
    assert expected == load_facts(tmp_path).records


LINE = "name: Line, country: GB, who_for: any, needs: [crisis], web: 'https://example.org/'"
FORUM = "name: Forum, kind: forum, route_kind: none"
DOWN = "name: Down, run_by: Example, age_in_image: minor, needs_file: true, image_leaves_device: false"
NEEDS = (
    "image_abuse or crisis or child or domestic_abuse or sexual_assault or lgbtq or police or legal"
    " or fraud or prevention or information"
)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (f"{LINE}, fone: 1", "l: unknown key 'fone'; expected"),
        ("country: GB, who_for: any, needs: [crisis], phone: '999'", "l: no name; expected name"),
        (f"{LINE}, phone: 12345", "l: phone is 12345; expected text; put numbers in quotes"),
        (
            f"{LINE}, phone: '0345 6000'",
            "l: phone is '0345 6000'; expected a phone number that works in GB",
        ),
        (f"{LINE}, phone: help", "l: phone is 'help'; expected a phone number that works in GB"),
        (
            f"{LINE}, phone_unlisted: maybe, phone: '999'",
            "l: phone_unlisted is 'maybe'; expected true or false",
        ),
        (f"{LINE}, sms: '85258'", "l: sms is '85258'; expected number and keyword"),
        (
            f"{LINE}, sms: {{number: 85258}}",
            "l: the number to text is 85258; expected a number in quotes",
        ),
        (
            f"{LINE}, chat_url: 'http://example.org/'",
            "l: chat_url is 'http://example.org/'; expected an address that begins with https://",
        ),
        (
            f"{LINE}, chat_url: 'https://[example'",
            "l: chat_url is 'https://[example'; expected an address that begins with https://",
        ),
        (f"{LINE}, email: nobody", "l: email is 'nobody'; expected an e-mail address"),
        (f"{LINE}, hours: always", "l: hours is 'always'; expected 24/7, or zone and week"),
        (
            f"{LINE}, hours: {{zone: Europe/Atlantis, week: [mon 10:00-16:00]}}",
            "l: the zone is 'Europe/Atlantis'; expected an IANA time zone, like Europe/London",
        ),
        (
            f"{LINE}, hours: {{zone: Europe/London, week: mo 10-16}}",
            "l: 'mo 10-16' in week; expected like mon-fri 10:00-16:00",
        ),
        (f"{LINE}, languages: [English]", "l: 'English' in languages; expected an ISO 639 code"),
        (f"{LINE}, languages: en", "l: languages is 'en'; expected a list"),
        (f"{LINE}, free: gratis", "l: free is 'gratis'; expected yes or no or unknown"),
        (
            f"{LINE}, verified: false",
            "l: not verified, and no reason; expected uncertain, with what is open",
        ),
        (f"{LINE}, uncertain: [phone]", "l: uncertain is ['phone']; expected field: why"),
        (f"{LINE}, reviewed: soon", "l: reviewed is 'soon'; expected the day of the last review"),
        (f"{LINE}, sources: example", "l: no sources; expected a list of {url or citation, date}"),
        (
            f"{LINE}, sources: [{{date: 2026}}]",
            "l: the source {'date': 2026}; expected url or citation, and date",
        ),
        (
            f"{LINE}, sources: [{{url: 'ftp://example.org'}}]",
            "l: the address 'ftp://example.org'; expected an address with http or https",
        ),
        (
            f"{LINE}, sources: [{{citation: Example, date: 2026-13}}]",
            "l: the date '2026-13'; expected a date like 2026-11-20",
        ),
        (
            "name: Line, country: GB, who_for: any, web: 'https://example.org/'",
            f"l: no needs; expected {NEEDS}",
        ),
        (
            "name: Line, country: GB, who_for: any, needs: [tea], web: 'https://example.org/'",
            f"l: 'tea' in needs; expected {NEEDS}",
        ),
        (
            "name: Line, country: GB, who_for: all, needs: [crisis], web: 'https://example.org/'",
            "l: who_for is 'all'; expected adult or minor or any",
        ),
        (
            "name: Line, country: GB, who_for: any, needs: [crisis]",
            "l: no way to reach it; expected phone, sms, chat_url, web or email",
        ),
        (
            "name: Line, country: XX, who_for: any, needs: [crisis], web: 'https://example.org/'",
            "l: country names 'XX'; expected an ISO 3166-1 code in countries or INT",
        ),
        (
            "name: Line, country: INT, who_for: any, needs: [crisis], web: 'https://example.org/', phone: '999'",
            "l: phone is '999'; expected a phone number that works in ZZ",
        ),
    ],
)
def test_mistakes_in_a_helpline(tmp_path: Path, record: str, told: str) -> None:
    """
    Each wrong field is one mistake, with what was expected in its place.
    """
    found = mistakes(tmp_path, HEAD + f"helplines:\n  l: {{{record}}}\n")

    assert (1, True) == (len(found), found[0].startswith(f"f.yml:4: {told}"))


@pytest.mark.parametrize(
    ("section", "record", "told"),
    [
        (
            "platforms",
            f"{{{FORUM}, domains: [https://forum.example]}}",
            "x: 'https://forum.example' in domains",
        ),
        (
            "platforms",
            f"{{{FORUM}, nicknames: [Forum]}}",
            "x: 'Forum' in nicknames; expected words in small letters",
        ),
        (
            "platforms",
            "{name: Forum, kind: forum, route_kind: wide}",
            "x: route_kind is 'wide'; expected dedicated or",
        ),
        (
            "search_engines",
            "{name: Find, shows_results_of: bing}",
            "x: shows_results_of names 'bing'",
        ),
        ("hashing_services", f"{{{DOWN}}}", "x: no start_url; expected start_url"),
        (
            "hashing_services",
            f"{{{DOWN}, start_url: example}}",
            "x: start_url is 'example'; expected an address",
        ),
        (
            "hashing_services",
            f"{{{DOWN}, start_url: 'https://example.org', countries: [XX]}}",
            "x: countries names 'XX'",
        ),
        (
            "hashing_services",
            f"{{{DOWN}, start_url: 'https://example.org', partners: [nobody]}}",
            "x: partners names 'nobody'; expected the id of a platform",
        ),
        ("laws", "{name: Act, country: XX, citation: a, in_force: true}", "x: country names 'XX'"),
        ("laws", "{name: Act, country: EU, citation: a, in_force: soon}", "x: in_force is 'soon'"),
        (
            "laws",
            "{name: Act, country: EU, citation: a, in_force: true, deadline_hours: -1}",
            "x: deadline_hours is -1; expected a whole number above 0",
        ),
        (
            "laws",
            "{name: Act, country: EU, citation: a, in_force: true, since: May}",
            "x: since is 'May'",
        ),
        ("weather", "{name: Rain}", "unknown key 'weather'; expected helplines, platforms,"),
        ("laws", "text", "x: no fields; expected field: value"),
    ],
)
def test_mistakes_in_other_kinds(tmp_path: Path, section: str, record: str, told: str) -> None:
    """
    Each kind has its own rules, and no other keys.
    """
    found = mistakes(tmp_path, HEAD + f"{section}:\n  x: {record}\n")

    assert (1, True) == (len(found), f": {told}" in found[0])


@pytest.mark.parametrize(
    ("section", "record_id", "record", "told"),
    [
        ("helplines", "Line", LINE, "the id 'Line'; expected an id of small letters"),
        ("countries", "Britain", "name: Britain", "the id 'Britain'; expected an ISO 3166-1 code"),
        ("countries", "FR", "name: France, currency: euro", "currency is 'euro'"),
        ("countries", "FR", "name: France, prefixes: ['0033']", "'0033' in prefixes"),
        ("countries", "FR", "name: France, zones: [Paris]", "'Paris' in zones"),
        ("emergency_numbers", "GB", "name: UK, emergency: 999", "emergency is 999; expected text"),
        ("emergency_numbers", "GB", "name: UK", "no emergency; expected emergency"),
        ("emergency_numbers", "XX", "name: X, emergency: '112'", "id names 'XX'"),
        ("places", "XX", "words: [x]", "id names 'XX'"),
    ],
)
def test_mistakes_in_ids_and_countries(
    tmp_path: Path, section: str, record_id: str, record: str, told: str
) -> None:
    """
    Ids have the shape of their kind, and what is about a country names one that there is.
    """
    found = mistakes(tmp_path, HEAD + f"{section}:\n  {record_id}: {{{record}}}\n")

    assert (1, True) == (len(found), f"{record_id}: {told}" in found[0])


def test_all_mistakes_of_all_files_at_once(tmp_path: Path) -> None:
    """
    Somebody who writes facts sees the whole list in one go.
    """
    write(tmp_path, "platforms:\n  a: {name: A, kind: forum, route_kind: none}\n", "1.yml")
    write(tmp_path, "laws: [", "2.yml")
    write(tmp_path, "text", "3.yml")
    write(tmp_path, "laws: text", "4.yml")

    with pytest.raises(ContentError) as caught:
        load_facts(tmp_path)

    expected = [
        ("1.yml", 2, "a: no sources"),
        ("1.yml", 2, "a: reviewed is None"),
        ("2.yml", 2, "did not find expected node content"),
        ("3.yml", 1, "no records"),
        ("4.yml", 1, "no records"),
    ]
    assert expected == [
        (Path(mistake.file).name, mistake.line, mistake.message)
        for mistake in caught.value.mistakes
    ]


def test_an_empty_folder_is_a_mistake(tmp_path: Path) -> None:
    """
    No facts at all can't be meant.
    """
    with pytest.raises(ContentError, match="no facts; expected"):
        load_facts(tmp_path)


def test_what_leads_to_two_records(tmp_path: Path) -> None:
    """
    An id, a domain, a nickname or a word for a country must not be ambiguous.
    """
    text = (
        HEAD
        + """
platforms:
  a: {name: A, kind: forum, route_kind: none, domains: [a.example], nicknames: [aa]}
  b: {name: B, kind: forum, route_kind: none, domains: [a.example], nicknames: [aa]}
search_engines:
  a: {name: A}
places:
  GB: {words: [leeds]}
  US: {words: [leeds]}
"""
    )

    expected = [
        "f.yml:6: b: 'a.example' also leads to a; expected one record for each",
        "f.yml:6: b: 'aa' also leads to a; expected one record for each",
        "f.yml:8: a: the id is used twice; expected an id of its own",
        "f.yml:11: US: 'leeds' also leads to GB; expected one record for each",
    ]
    assert expected == mistakes(tmp_path, text)


@pytest.mark.parametrize(
    ("written", "country", "unlisted", "number"),
    [
        ("988", "US", False, "988"),
        ("911", "US", False, "911"),
        ("1-844-878-2274", "US", False, "+18448782274"),
        ("116 123", "GB", False, "116123"),
        ("0345 6000 459", "GB", False, "+443456000459"),
        ("+65 6669 1771", "SG", False, "+6566691771"),
        ("1930", "IN", False, None),
        ("1930", "IN", True, "1930"),
        ("#8891", "JP", True, "#8891"),
        ("988", "GB", False, None),
        ("1-844-878", "US", False, None),
        ("", "US", False, None),
    ],
)
def test_dialled(written: str, country: str, unlisted: bool, number: str | None) -> None:
    """
    Numbers are read as people in that country dial them; short numbers stay short.
    """
    assert number == dialled(written, country, unlisted=unlisted)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("mon 10:00-16:00", [(600, 960)]),
        ("mon-tue 00:00-00:00", [(0, 1440), (1440, 2880)]),
        ("sun 22:00-06:00", [(9960, 10440)]),
        ("fri-mon 10:00-16:00", []),
        ("10:00-16:00", []),
        (10, []),
    ],
)
def test_spans_of(text: object, spans: list[tuple[int, int]]) -> None:
    """
    Days and times become minutes of the week; a closing time before the opening is the next day's.
    """
    assert spans == [(span.start, span.end) for span in spans_of(text)]
