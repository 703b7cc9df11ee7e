"""
Messages about facts name the place where these stand.
"""

from __future__ import annotations

from pathlib import Path

from bot.errors import Mistake
from bot.loading.fact_kinds import KINDS
from bot.loading.fact_places import SECTIONS, notices
from bot.loading.facts import load_facts

ROOT = Path(__file__).parents[3]


def test_every_kind_of_record_has_its_section() -> None:
    """
    The same sections that are read.
    """
    assert set(KINDS) == set(SECTIONS.values())


def test_every_record_is_found_where_it_stands() -> None:
    """
    The line named begins with the record's id; a country and its number share theirs, not their line.
    """
    notice = notices(ROOT, "data/facts")
    records = load_facts(ROOT / "data/facts").records
    wrong = []
    for record in records:
        found = notice(record, "old", "new")
        line = (ROOT / found.file).read_text(encoding="utf-8").splitlines()[found.line - 1]
        if line.split(":")[0].strip(" \"'") != record.id:
            wrong.append((record.id, found.describe(), line))

    assert [] == wrong
    assert len(records) > 100


def test_a_notice_says_what_is_expected() -> None:
    """
    As every mistake does.
    """
    record = load_facts(ROOT / "data/facts").records[0]
    found = notices(ROOT, "data/facts")(record, "old", "new")

    assert Mistake(file=found.file, line=found.line, message="old", expected="new") == found
