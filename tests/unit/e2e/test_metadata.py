"""
Metadata tells the channel and the clock; anything else in it is a mistake.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.e2e.case import Circumstances
from bot.e2e.metadata import read_circumstances
from bot.loading.item import Item, Notes
from bot.loading.yaml_lines import read_text


def read(text: str) -> tuple[Circumstances, list[str]]:
    """
    The circumstances in a text, and what is wrong with it.
    """
    data, lines = read_text(text, "test.yml")
    item = Item(data=data, lines=lines, notes=Notes())
    return read_circumstances(item), [each.describe() for each in item.notes.mistakes]


def test_everything_that_a_channel_can_know_is_read() -> None:
    """
    A time has its zone, a length of time its unit.
    """
    text = """
        channel: sms
        country: GB
        language: es
        time_zone: Europe/London
        now: "2026-03-01T02:00:00+01:00"
        after: 90m
        attachments: [image]
        """

    assert (
        Circumstances(
            channel="sms",
            country="GB",
            language="es",
            time_zone="Europe/London",
            now=datetime(2026, 3, 1, 1, tzinfo=timezone.utc),
            after=timedelta(minutes=90),
            attachments=("image",),
        ),
        [],
    ) == read(text)


@pytest.mark.parametrize(
    ("after", "length"),
    [
        ("30s", timedelta(seconds=30)),
        ("5 m", timedelta(minutes=5)),
        ("1h", timedelta(hours=1)),
        ("2d", timedelta(days=2)),
    ],
)
def test_time_passes_in_seconds_minutes_hours_and_days(after: str, length: timedelta) -> None:
    """
    A number and a letter.
    """
    assert (Circumstances(after=length), []) == read(f"after: {after}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("after: an hour", "test.yml:1: after is not a length of time; expected a number with s, m, h or d: 90m"),
        ("now: noon", "test.yml:1: now is not a time; expected a time with its zone: 2026-03-01T09:30:00+00:00"),
        ("now: '2026-03-01T09:30:00'", "test.yml:1: now is not a time; expected a time with its zone: 2026-03-01T09:30:00+00:00"),
        ("chanel: sms", "test.yml:1: unknown key 'chanel' in metadata; expected channel"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told(text: str, told: str) -> None:
    """
    With its line and what was expected.
    """
    assert (Circumstances(), [told]) == read(text)
