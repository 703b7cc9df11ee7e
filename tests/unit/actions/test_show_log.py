"""
The log as it stands now, a page at a time.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.show_log import MOST_LINES, ShowLog
from tests.unit.actions.perform import NOW, entry, facts, perform

ACTION = ShowLog(facts())


def shown(*entries: Any, before: float | None = None) -> tuple[list[int], dict[str, Any], Any]:
    """
    The numbers of the things that are shown, the slots, and what is told of all.
    """
    slots = {"log_shown": before} if before else {}
    done = perform(ACTION, slots, entries=entries)
    (said,) = done.said
    numbers = [each["number"] for each in said.get("entries", ())]
    return numbers, done.slots, (said["response"], said.get("count"))


def test_an_empty_log_says_so() -> None:
    """
    And what could go into it.
    """
    assert ([], {"log_shown": None, "log_page": "none"}, ("utter_log_empty", None)) == shown()


def test_things_keep_their_numbers_and_the_newest_comes_first() -> None:
    """
    A correction replaces, a withdrawn thing is gone.
    """
    done = perform(
        ACTION,
        entries=[
            entry(1, address="example.com/a"),
            entry(2, address="example.com/b"),
            entry(1, address="example.com/c", kind="corrected"),
            entry(2, kind="withdrawn"),
            entry(3, account="@d"),
        ],
    )

    def line(number: int, what: str) -> dict[str, object]:
        kept = {"response": "utter_word_log_line", "what": what, "details": ["2026-06-01"]}
        return {"response": "utter_word_numbered", "number": number, "line": kept}

    lines = [line(3, "@d"), line(1, "example.com/c")]
    (said,) = done.said
    table = said.pop("table")
    assert {"response": "utter_log_list", "entries": lines, "count": 2} == said
    assert ["3", "1"] == [number for number, *_ in table["rows"]]
    assert {"log_shown": None, "log_page": "last"} == done.slots


def test_what_is_due_comes_before_the_newest() -> None:
    """
    The clock is why somebody looks.
    """
    due = (NOW - timedelta(hours=1)).isoformat()
    waiting = (NOW + timedelta(hours=1)).isoformat()

    numbers, _, _ = shown(
        entry(1, address="a.example/1", status="notice_sent", deadline=due),
        entry(2, address="a.example/2", status="notice_sent", deadline=waiting),
        entry(3, address="a.example/3"),
    )

    assert [1, 3, 2] == numbers


def test_a_long_log_is_shown_in_pages() -> None:
    """
    Each thing once, and the count of all on the first page.
    """
    entries = [entry(number, address=f"a.example/{number}") for number in range(1, 13)]
    pages, before = [], None
    for _ in range(3):
        numbers, slots, told = shown(*entries, before=before)
        pages.append((numbers, slots["log_page"], told))
        before = slots["log_shown"]

    assert [
        ([12, 11, 10, 9, 8], "more", ("utter_log_list", 12)),
        ([7, 6, 5, 4, 3], "more", ("utter_log_list_more", None)),
        ([2, 1], "last", ("utter_log_list_more", None)),
    ] == pages
    assert before is None


@pytest.mark.parametrize(("length", "fits"), [(20, MOST_LINES), (90, 2), (2000, 1)])
def test_a_page_fits_a_bubble(length: int, fits: int) -> None:
    """
    A long address is shown whole, by itself.
    """
    address = "https://a.example/".ljust(length, "x")
    numbers, _, _ = shown(*(entry(number, address=address) for number in range(1, 9)))

    assert fits == len(numbers)


def test_whoever_took_things_out_meanwhile_sees_the_first_page_again() -> None:
    """
    Never an empty one.
    """
    assert [1] == shown(entry(1, address="a.example/1"), before=5.0)[0]
