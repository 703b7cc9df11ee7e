"""
The chain of a log.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.chain import FIRST, canonical, from_plain, hash_of, iso, link, plain
from bot.domain.evidence import Entry
from bot.errors import StateUnreadable

RECORDED = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)
ENTRY = Entry(item=1, kind="added", recorded=RECORDED, address="https://a.example/ä", file_size=7)
HASH = "b549e3329efb915f7545503edbf7a368fedd2559e3a6d7dd950762f858ab8eec"
SALT = "0123456789abcdef" * 2
ENTRIES = st.builds(
    Entry,
    item=st.integers(1, 9),
    kind=st.sampled_from(["added", "corrected", "withdrawn"]),
    recorded=st.just(RECORDED),
    address=st.none() | st.text(max_size=9),
    status=st.none() | st.sampled_from(["found", "removed"]),
    file_size=st.none() | st.integers(0, 9),
)


def test_the_canonical_form_is_written_down() -> None:
    """
    The form that is hashed, byte for byte: whoever checks a log in ten years needs the same.
    """
    assert (
        '{"address":"https://a.example/ä","file_size":7,"item":1,"kind":"added",'
        '"recorded":"2026-11-20T14:00:00Z","status":"found"}'
    ) == canonical(plain(ENTRY)).decode()


def test_the_hash_is_written_down() -> None:
    """
    One line and its SHA-256, fixed for good.
    """
    assert HASH == hash_of(number=1, entry=plain(ENTRY), salt=SALT, previous=FIRST)


@given(ENTRIES)
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    """
    Plain values hold all of an entry.
    """
    assert entry == from_plain(plain(entry))


@given(st.lists(ENTRIES, min_size=1, max_size=5))
def test_each_line_holds_the_hash_before(entries: list[Entry]) -> None:
    """
    Numbers count on, and each line's hash is over its own words and the line before.
    """
    salts = [f"{number:032x}" for number in range(len(entries))]

    lines = link(entries, salts, (7, "a" * 64))

    assert list(range(8, 8 + len(entries))) == [line.number for line in lines]
    assert ["a" * 64, *(line.hash for line in lines[:-1])] == [line.previous for line in lines]
    assert [
        hash_of(number=e.number, entry=plain(e.entry), salt=e.salt, previous=e.previous)
        for e in lines
    ] == [line.hash for line in lines]


def test_everything_in_a_line_makes_its_hash() -> None:
    """
    Another number, salt, predecessor or word gives another hash.
    """
    hashes = {
        hash_of(number=number, entry=plain(entry), salt=salt, previous=previous)
        for number in (1, 2)
        for entry in (ENTRY, replace(ENTRY, file_size=8))
        for salt in (SALT, "f" * 32)
        for previous in (FIRST, "f" * 64)
    }

    assert 16 == len(hashes)


@pytest.mark.parametrize(
    "values", [{}, {"recorded": "x"}, {"recorded": "2026-11-20T14:00:00Z", "fone": 1}]
)
def test_what_is_no_entry_is_told(values: dict[str, str | int]) -> None:
    """
    Damaged entries are errors.
    """
    with pytest.raises(StateUnreadable):
        from_plain(values)


def test_times_are_in_utc() -> None:
    """
    A moment in any zone is written in one way.
    """
    assert "2026-11-20T14:00:00Z" == iso(RECORDED.astimezone())
