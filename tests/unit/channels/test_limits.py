"""
How much one may send.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import limits
from bot.channels.limits import Bucket, Limits, draw, full
from bot.errors import Refused

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


def passed(counted: Limits, name: str, *seconds: float) -> list[bool]:
    return [_passes(counted, name, NOW + timedelta(seconds=each)) for each in seconds]


def _passes(counted: Limits, name: str, now: datetime) -> bool:
    try:
        counted.check(name, now)
    except Refused:
        return False
    return True


def test_half_a_minutes_messages_may_come_at_once_and_then_they_trickle() -> None:
    """
    Six a minute: three at once, then one every ten seconds.
    """
    found = passed(Limits(6, b"key"), "a", 0, 0, 0, 0, 9, 10, 11, 20, 1000, 1000, 1000, 1000)

    expected = [True, True, True, False, False, True, False, True, True, True, True, False]
    assert expected == found


def test_the_refusal_says_how_long_to_wait() -> None:
    """
    Whole seconds, rounded up.
    """
    counted = Limits(1, b"key")
    counted.check("a", NOW)

    with pytest.raises(Refused) as refused:
        counted.check("a", NOW + timedelta(seconds=20.5))

    expected = (429, "TooManyRequests", "Too many messages. Try again in 40 seconds.")
    assert expected == (refused.value.code, refused.value.reason, refused.value.message)


def test_one_does_not_use_up_what_another_may_send() -> None:
    """
    Each name has its own count.
    """
    counted = Limits(1, b"key")

    assert [True, True, False] == [_passes(counted, name, NOW) for name in ("a", "b", "a")]


def test_nothing_is_limited_where_the_limit_is_zero() -> None:
    """
    In development one may send as fast as one likes.
    """
    counted = Limits(0, b"key")

    assert [True] * 1000 == passed(counted, "a", *[0] * 1000)
    assert {} == counted._buckets


def test_names_are_kept_as_keyed_hashes() -> None:
    """
    What is in memory doesn't tell who sent something, not even to somebody who guesses the name.
    """
    one, other = Limits(1, b"key"), Limits(1, b"another key")
    one.check("203.0.113.7", NOW)
    other.check("203.0.113.7", NOW)

    assert [1, 1] == [len(one._buckets), len(other._buckets)]
    assert set() == set(one._buckets) & set(other._buckets)
    assert False is (b"203.0.113.7" in b"".join(one._buckets))


def test_memory_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Among too many names those go that may send everything again anyway, then the oldest.
    """
    monkeypatch.setattr(limits, "MOST_BUCKETS", 3)
    counted = Limits(2, b"key")
    for number in range(3):
        counted.check(f"early {number}", NOW)
    for number in range(5):
        counted.check(f"late {number}", NOW + timedelta(minutes=1))

    assert 3 == len(counted._buckets)
    assert False is _passes(counted, "late 4", NOW + timedelta(minutes=1))


@given(
    a_minute=st.integers(1, 1000),
    gaps=st.lists(st.floats(-10, 100, allow_nan=False), max_size=50),
)
def test_never_more_than_the_limit_and_never_shut_for_good(
    a_minute: int, gaps: list[float]
) -> None:
    """
    Whatever the clock does, at most a bucket and what trickles in passes, and waiting as told helps.
    """
    bucket, now, count, forward = Bucket(left=full(a_minute), at=NOW), NOW, 0, 0.0
    for gap in gaps:
        now += timedelta(seconds=gap)
        forward += max(0.0, gap)
        bucket, wait = draw(bucket, now, a_minute)
        count += not wait

    assert count <= full(a_minute) + forward * a_minute / 60 + 1e-6
    _, wait = draw(bucket, now, a_minute)
    assert 0 == draw(bucket, now + timedelta(seconds=wait + 0.001), a_minute)[1]
