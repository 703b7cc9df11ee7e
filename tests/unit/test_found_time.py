"""
When somebody found something, from their own words.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.found_time import FoundTime, NotFound, found_time

NEW_YORK = "America/New_York"
AFTERNOON = datetime(2026, 11, 20, 14, 30, tzinfo=ZoneInfo(NEW_YORK))  # a Friday
AFTER_MIDNIGHT = datetime(2026, 11, 20, 0, 30, tzinfo=ZoneInfo(NEW_YORK))


def said(words: str, now: datetime = AFTERNOON, zone: str = NEW_YORK, **more: bool) -> str:
    """
    The time as ISO 8601, or why there is none.
    """
    found = found_time(words, now, zone, **more)
    return found.iso if isinstance(found, FoundTime) else found.reason


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("today", "2026-11-20"),
        ("yesterday", "2026-11-19"),
        ("Yesterday.", "2026-11-19"),
        ("the day before yesterday", "2026-11-18"),
        ("3 days ago", "2026-11-17"),
        ("about two weeks ago", "2026-11-06"),
        ("a couple of days ago", "2026-11-18"),
        ("2 hours ago", "2026-11-20T12:30-05:00"),
        ("an hour ago", "2026-11-20T13:30-05:00"),
        ("45 mins ago", "2026-11-20T13:45-05:00"),
        ("just now", "2026-11-20T14:30-05:00"),
        ("friday", "2026-11-20"),
        ("last friday", "2026-11-13"),
        ("on Monday", "2026-11-16"),
        ("sat", "2026-11-14"),
        ("friday night", "2026-11-13T20:00-05:00/2026-11-14T06:00-05:00"),
        ("friday at 9pm", "2026-11-13T21:00-05:00"),
        ("thursday night", "2026-11-19T20:00-05:00/2026-11-20T06:00-05:00"),
        ("this week", "2026-11-16/2026-11-22"),
        ("last week", "2026-11-09/2026-11-15"),
        ("the weekend", "2026-11-14/2026-11-15"),
        ("last weekend", "2026-11-14/2026-11-15"),
        ("this month", "2026-11-01/2026-11-30"),
        ("last month", "2026-10-01/2026-10-31"),
        ("last year", "2025-01-01/2025-12-31"),
        ("a month ago", "2026-10-01/2026-10-31"),
        ("a year ago", "2025-01-01/2025-12-31"),
        ("in 2019", "2019-01-01/2019-12-31"),
        ("march 2025", "2025-03-01/2025-03-31"),
        ("the 3rd", "2026-11-03"),
        ("the 31st", "2026-10-31"),
        ("nov 3", "2026-11-03"),
        ("3 November 2025", "2025-11-03"),
        ("dec 25", "2025-12-25"),
        ("2026-11-03", "2026-11-03"),
        ("2026-11-03T22:00:00Z", "2026-11-03T22:00+00:00"),
        ("november 3rd at 4pm", "2026-11-03T16:00-05:00"),
    ],
)
def test_days_and_spans(words: str, expected: str) -> None:
    """
    A day is the person's day; a week, a month, a year are told whole.
    """
    assert expected == said(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("last night", "2026-11-19T20:00-05:00/2026-11-20T06:00-05:00"),
        ("yesterday night", "2026-11-19T20:00-05:00/2026-11-20T06:00-05:00"),
        ("last night at 2", "2026-11-20T02:00-05:00"),
        ("last night around 2am", "2026-11-20T02:00-05:00"),
        ("last night at 11", "2026-11-19T23:00-05:00"),
        ("11 o'clock last night", "2026-11-19T23:00-05:00"),
        ("last night at midnight", "2026-11-20T00:00-05:00"),
        ("yesterday at 11pm", "2026-11-19T23:00-05:00"),
        ("yesterday 23:15", "2026-11-19T23:15-05:00"),
        ("10 p.m. yesterday", "2026-11-19T22:00-05:00"),
        ("yesterday at noon", "2026-11-19T12:00-05:00"),
        ("yesterday at 12am", "2026-11-19T00:00-05:00"),
        ("yesterday at 12pm", "2026-11-19T12:00-05:00"),
        ("yesterday afternoon", "2026-11-19T12:00-05:00/2026-11-19T18:00-05:00"),
        ("yesterday afternoon at 3", "2026-11-19T15:00-05:00"),
        ("early yesterday morning", "2026-11-19T05:00-05:00/2026-11-19T12:00-05:00"),
        ("this morning", "2026-11-20T05:00-05:00/2026-11-20T12:00-05:00"),
        ("this morning at 9", "2026-11-20T09:00-05:00"),
        ("this afternoon", "2026-11-20T12:00-05:00/2026-11-20T14:31-05:00"),
        ("at 11pm", "2026-11-19T23:00-05:00"),
        ("at 11", "2026-11-20T11:00-05:00"),
        ("11:30", "2026-11-20T11:30-05:00"),
        ("09:30", "2026-11-20T09:30-05:00"),
        ("midnight", "2026-11-20T00:00-05:00"),
        ("today at 9pm", "2026-11-19T21:00-05:00"),
        ("tonight", "2026-11-19T20:00-05:00/2026-11-20T06:00-05:00"),
        # Nine in the morning or in the evening: nobody knows, so both.
        ("thursday at 9", "2026-11-19T09:00-05:00/2026-11-19T21:01-05:00"),
    ],
)
def test_parts_of_days_and_clocks(words: str, expected: str) -> None:
    """
    A night belongs to the evening that it began with; an hour without "am" or "pm" is the likely one, or both.
    """
    assert expected == said(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yesterday at 11pm", "2026-11-19T23:00-05:00"),
        ("today at 11pm", "2026-11-19T23:00-05:00"),
        ("at 11pm", "2026-11-19T23:00-05:00"),
        ("last night", "2026-11-19T20:00-05:00/2026-11-20T00:31-05:00"),
        ("tonight", "2026-11-19T20:00-05:00/2026-11-20T00:31-05:00"),
        ("last night at 11", "2026-11-19T23:00-05:00"),
        ("last night at 12:15am", "2026-11-20T00:15-05:00"),
        ("an hour ago", "2026-11-19T23:30-05:00"),
        ("yesterday", "2026-11-19"),
        ("today", "2026-11-20"),
        ("this morning", "2026-11-19T05:00-05:00/2026-11-19T12:00-05:00"),
    ],
)
def test_just_after_midnight(words: str, expected: str) -> None:
    """
    Half past twelve: the evening that has just ended is what people mean.
    """
    assert expected == said(words, AFTER_MIDNIGHT)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("America/New_York", "2026-11-19"),
        ("Europe/Berlin", "2026-11-20"),
        ("Asia/Kolkata", "2026-11-20"),
        ("Pacific/Auckland", "2026-11-20"),
        ("UTC", "2026-11-20"),
    ],
)
def test_the_day_is_that_of_the_person(zone: str, expected: str) -> None:
    """
    The same moment, just past midnight in London: for each it is another day.
    """
    moment = datetime(2026, 11, 21, 0, 5, tzinfo=timezone.utc)

    assert expected == said("yesterday", moment, zone)


@pytest.mark.parametrize(
    ("now", "words", "expected"),
    [
        # Put forward on 8 March 2026 at 2:00, to 3:00.
        ((2026, 3, 8, 12, 0), "last night at 2:30am", "2026-03-08T03:30-04:00"),
        ((2026, 3, 8, 12, 0), "12 hours ago", "2026-03-07T23:00-05:00"),
        ((2026, 3, 8, 12, 0), "yesterday", "2026-03-07"),
        ((2026, 3, 9, 12, 0), "yesterday", "2026-03-08"),
        ((2026, 3, 8, 12, 0), "last night", "2026-03-07T20:00-05:00/2026-03-08T06:00-04:00"),
        # Put back on 1 November 2026 at 2:00, to 1:00: half past one came twice.
        ((2026, 11, 1, 12, 0), "last night at 1:30am", "2026-11-01T01:30-04:00/2026-11-01T01:31-05:00"),
        ((2026, 11, 1, 12, 0), "12 hours ago", "2026-11-01T01:00-04:00"),
        ((2026, 11, 1, 12, 0), "24 hours ago", "2026-10-31T13:00-04:00"),
        ((2026, 11, 1, 12, 0), "last night", "2026-10-31T20:00-04:00/2026-11-01T06:00-05:00"),
    ],
)  # fmt: skip
def test_nights_in_which_the_clock_is_changed(
    now: tuple[int, ...], words: str, expected: str
) -> None:
    """
    A time that there was not, one that there was twice, and hours that passed all the same.
    """
    year, month, day, hour, minute = now
    assert expected == said(
        words, datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(NEW_YORK))
    )


@pytest.mark.parametrize(
    ("now", "words", "expected"),
    [
        ((2028, 3, 1), "yesterday", "2028-02-29"),
        ((2027, 3, 1), "yesterday", "2027-02-28"),
        ((2028, 2, 29), "a year ago", "2027-01-01/2027-12-31"),
        ((2028, 3, 15), "february 29", "2028-02-29"),
        ((2028, 3, 15), "last month", "2028-02-01/2028-02-29"),
        ((2028, 3, 15), "the 29th", "2028-02-29"),
        ((2027, 3, 15), "the 30th", "2027-01-30"),
        ((2027, 1, 1), "yesterday at 11pm", "2026-12-31T23:00-05:00"),
        ((2027, 1, 1), "last month", "2026-12-01/2026-12-31"),
    ],
)
def test_leap_days_and_new_year(now: tuple[int, int, int], words: str, expected: str) -> None:
    """
    The calendar has its corners.
    """
    assert expected == said(words, datetime(*now, 12, tzinfo=ZoneInfo(NEW_YORK)))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hoy", "2026-11-20"),
        ("ayer", "2026-11-19"),
        ("anteayer", "2026-11-18"),
        ("anoche", "2026-11-19T20:00-05:00/2026-11-20T06:00-05:00"),
        ("ayer a las 11 de la noche", "2026-11-19T23:00-05:00"),
        ("ayer por la tarde", "2026-11-19T12:00-05:00/2026-11-19T18:00-05:00"),
        ("esta mañana", "2026-11-20T05:00-05:00/2026-11-20T12:00-05:00"),
        ("hace dos días", "2026-11-18"),
        ("hace 3 horas", "2026-11-20T11:30-05:00"),
        ("hace una semana", "2026-11-13"),
        ("el lunes", "2026-11-16"),
        ("el viernes pasado", "2026-11-13"),
        ("la semana pasada", "2026-11-09/2026-11-15"),
        ("3 de noviembre", "2026-11-03"),
        ("mañana", "future"),
    ],
)
def test_spanish(words: str, expected: str) -> None:
    """
    The same in Spanish.
    """
    assert expected == said(words)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("", "unclear"),
        ("hello", "unclear"),
        ("5", "unclear"),
        ("at 25", "unclear"),
        ("at 13pm", "unclear"),
        ("x" * 80, "unclear"),
        ("tomorrow", "future"),
        ("next week", "future"),
        ("2027-01-01", "future"),
        ("january 5 2028", "future"),
    ],
)
def test_what_does_not_say_when_is_told(words: str, reason: str) -> None:
    """
    A day to come can't be when something was found; and some words say nothing.
    """
    assert reason == said(words)


def test_the_order_of_day_and_month_is_that_of_the_country() -> None:
    """
    3/4 is in March in the United States and in April elsewhere.
    """
    assert ("2026-03-04", "2026-04-03") == (said("3/4"), said("3/4", day_first=True))


def test_the_weekend_on_a_sunday() -> None:
    """
    "The weekend" is this one, "last weekend" the one before.
    """
    sunday = datetime(2026, 11, 22, 18, tzinfo=ZoneInfo(NEW_YORK))

    assert ("2026-11-21/2026-11-22", "2026-11-14/2026-11-15") == (
        said("the weekend", sunday),
        said("last weekend", sunday),
    )


def test_an_unknown_zone_is_told() -> None:
    """
    Whoever calls knows what to ask.
    """
    with pytest.raises(ZoneInfoNotFoundError):
        found_time("today", AFTERNOON, "Atlantis/Capital")


@given(
    st.sampled_from(
        ["last night", "yesterday at 11pm", "today", "at 3", "friday night", "2 hours ago", "noon"]
    ),
    st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1)),  # noqa: DTZ001 - hypothesis wants them naive
    st.sampled_from([NEW_YORK, "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
)
def test_nothing_was_found_in_the_future(words: str, moment: datetime, zone: str) -> None:
    """
    Whenever and wherever somebody says it: it has begun, and it ends after it begins.
    """
    now = moment.replace(tzinfo=timezone.utc)

    found = found_time(words, now, zone)

    assert isinstance(found, FoundTime)
    assert found.start < found.end
    assert found.start <= now
    assert now - found.start < timedelta(days=9)


@given(st.text(max_size=30))
def test_any_words_are_answered(words: str) -> None:
    """
    Whatever is said gives a time or a reason.
    """
    found = found_time(words, AFTERNOON, NEW_YORK)

    assert isinstance(found, NotFound) or found.start < found.end
