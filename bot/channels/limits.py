"""
How much one sender and one address may send; both are kept as keyed hashes, in memory only.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from datetime import datetime

from bot.errors import Refused

MOST_BUCKETS = 50_000
AT_ONCE = 0.5
"""The share of a minute's messages that may come at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """
    How many messages are left, and when that was so.
    """

    left: float
    at: datetime


def draw(bucket: Bucket, now: datetime, a_minute: int) -> tuple[Bucket, float]:
    """
    The bucket after one more message, and how many seconds to wait: 0 if the message may pass.
    """
    passed = max(0.0, (now - bucket.at).total_seconds())
    left = min(full(a_minute), bucket.left + passed * a_minute / 60)
    if left < 1:
        return Bucket(left=left, at=now), (1 - left) * 60 / a_minute
    return Bucket(left=left - 1, at=now), 0.0


def full(a_minute: int) -> float:
    """
    How many messages may come at once.
    """
    return max(1.0, a_minute * AT_ONCE)


class Limits:
    """
    Counts messages by name; `a_minute` 0 counts nothing.
    """

    def __init__(self, a_minute: int, key: bytes) -> None:
        self._a_minute = a_minute
        self._key = key
        self._buckets: dict[bytes, Bucket] = {}

    def check(self, name: str, now: datetime) -> None:
        """
        Count one message; raises `Refused` with 429 if it is one too many.
        """
        if not self._a_minute:
            return
        hashed = hashlib.blake2b(name.encode(), key=self._key, digest_size=16).digest()
        before = self._buckets.get(hashed, Bucket(left=full(self._a_minute), at=now))
        self._buckets[hashed], wait = draw(before, now, self._a_minute)
        self._forget(now)
        if wait:
            raise Refused(
                429,
                "TooManyRequests",
                f"Too many messages. Try again in {math.ceil(wait)} seconds.",
            )

    def _forget(self, now: datetime) -> None:
        """
        When there are too many buckets, those that have filled again are as good as none; then the oldest go.
        """
        if len(self._buckets) <= MOST_BUCKETS:
            return
        filled = 60 * AT_ONCE
        self._buckets = {
            name: bucket
            for name, bucket in self._buckets.items()
            if (now - bucket.at).total_seconds() < filled
        }
        while len(self._buckets) > MOST_BUCKETS:
            del self._buckets[next(iter(self._buckets))]
