"""
Numbers of options where messages can be late.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Button
from bot.domain.tracker import Tracker
from bot.engine.numbers import is_recent, numbered, numbered_option, shown_before

NOW = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)


def options(*titles: str) -> tuple[Button, ...]:
    return tuple(Button(title=title, payload=f"/{title}") for title in titles)


def after(tracker: Tracker, *titles: str) -> Tracker:
    """
    The tracker when these options were shown by text message.
    """
    shown = numbered(options(*titles), tracker)
    return replace(tracker, options=shown, earlier=shown_before(tracker, shown, "sms"))


def numbers(tracker: Tracker) -> list[int | None]:
    return [each.number for each in tracker.options]


def test_a_late_number_means_what_it_meant_when_it_was_shown() -> None:
    """
    "2" after the next question was asked is still the second option of the question before.
    """
    first = after(Tracker(), "safe", "watched", "danger", "unsure")
    second = after(first, "go on", "later")

    assert [1, 2, 3, 4] == numbers(first)
    assert [5, 6] == numbers(second)
    meant = [numbered_option(second, number) for number in (2, 6, 7)]
    assert ["watched", "later", None] == [each and each.title for each in meant]


def test_a_question_that_is_asked_again_keeps_its_numbers() -> None:
    """
    Be it at once, or after something in between.
    """
    first = after(Tracker(), "yes", "no")
    again = after(first, "yes", "no")
    between = after(again, "a", "b", "c")

    assert [1, 2] == numbers(again)
    assert [3, 4, 5] == numbers(between)
    assert [1, 2] == numbers(after(between, "yes", "no"))


@given(st.lists(st.integers(1, 8), min_size=2, max_size=20))
def test_two_lists_in_a_row_never_share_a_number(sizes: list[int]) -> None:
    """
    And numbers stay short: they begin again at 1 as soon as they can.
    """
    tracker = Tracker()
    for turn, size in enumerate(sizes):
        tracker = after(tracker, *(f"{turn} {number}" for number in range(size)))
        now, before = set(numbers(tracker)), {each.number for each in tracker.earlier}

        assert size == len(now)
        assert not now & before
        assert max(each or 0 for each in now) <= 23


def test_other_channels_count_from_one() -> None:
    """
    Where options are buttons, their places are their numbers, and nothing is kept of those before.
    """
    tracker = Tracker(options=options("a", "b"))

    assert "b" == getattr(numbered_option(tracker, 2), "title", None)
    assert numbered_option(tracker, 3) is None
    assert () == shown_before(tracker, options("c"), "web")


def test_after_an_hour_numbers_begin_again() -> None:
    """
    Nobody answers that late, and who comes back reads "1" first.
    """
    assert is_recent(Tracker(last_seen=NOW), NOW + timedelta(minutes=59))
    assert not is_recent(Tracker(last_seen=NOW), NOW + timedelta(minutes=60))
    assert not is_recent(Tracker(), NOW)
