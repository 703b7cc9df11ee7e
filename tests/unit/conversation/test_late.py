"""
Numbers that come late.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.delivery import Shown
from bot.conversation.late import ON_THE_WAY, meant_by

NOW = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)
FIRST, SECOND = ("/a", "/b", "/c"), ("/d", "/e")


def shown(seconds_ago: float | None, presses: tuple[str, ...]) -> Shown:
    """
    A question that was handed over so long ago, or not yet.
    """
    at = None if seconds_ago is None else NOW - timedelta(seconds=seconds_ago)
    return Shown(handed=at, presses=presses)


@pytest.mark.parametrize(
    ("text", "newest", "meant"),
    [
        ("2", None, "/b"),
        ("2.", 1, "/b"),
        ("(3)", 2.9, "/c"),
        ("2", 3, "2"),
        ("2", 600, "2"),
        ("4", None, "4"),
        ("0", None, "0"),
        ("yes", None, "yes"),
        ("2 of them", None, "2 of them"),
        ("", None, ""),
    ],
)
def test_a_number_is_about_what_could_be_seen(text: str, newest: float | None, meant: str) -> None:
    """
    Before the newest question can have been read, a number presses the option of the one before; words stay words.
    """
    assert meant == meant_by(text, NOW, [shown(60, FIRST), shown(newest, SECOND)])


@pytest.mark.parametrize("before", [[], [shown(None, FIRST)], [shown(1, FIRST)]])
def test_where_no_question_was_seen_it_is_about_the_newest(before: list[Shown]) -> None:
    """
    Somebody who begins with a number.
    """
    assert "1" == meant_by("1", NOW, [*before, shown(None, SECOND)])
    assert "1" == meant_by("1", NOW, before)


def test_a_question_that_was_asked_again_is_the_same() -> None:
    """
    What its number means didn't change, so nothing is pressed that is out of date.
    """
    again = [shown(60, FIRST), shown(30, SECOND), shown(None, SECOND)]

    assert "2" == meant_by("2", NOW, again)


@given(
    ago=st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=1, max_size=3),
    number=st.integers(-1, 5),
)
def test_it_means_a_number_of_a_question_that_was_seen_or_stays(
    ago: list[float | None], number: int
) -> None:
    """
    Never an option of a question that can't have been read.
    """
    asked = [shown(each, (f"/{place}a", f"/{place}b")) for place, each in enumerate(ago)]
    seen = [each for each in asked if each.handed and each.handed + ON_THE_WAY <= NOW]
    meant = meant_by(str(number), NOW, asked)

    allowed = {str(number), *(seen[-1].presses if seen else ())}
    assert meant in allowed
