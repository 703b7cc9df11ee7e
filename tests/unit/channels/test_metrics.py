"""
What Prometheus sees.
"""

from __future__ import annotations

import re

from bot.domain.parse import Parse
from tests.doors import doors


def test_turns_are_counted_by_channel_and_kind() -> None:
    """
    Taps and words apart, because they cost differently.
    """
    open_doors = doors()
    open_doors.say("hello", "canary-sender")
    open_doors.say("2", "canary-sender")
    open_doors.say("hello", "canary-sender", input_channel="sms")
    shown = open_doors.client.get("/metrics")

    lines = [line for line in shown.text.splitlines() if "turn_seconds_count" in line]
    expected = [
        'firsthours_turn_seconds_count{channel="rest",kind="tap"} 1.0',
        'firsthours_turn_seconds_count{channel="rest",kind="text"} 1.0',
        'firsthours_turn_seconds_count{channel="sms",kind="text"} 1.0',
    ]
    assert (expected, 200) == (sorted(lines), shown.status_code)
    assert "text/plain" in shown.headers["content-type"]
    assert "canary" not in shown.text


def test_turns_that_failed_are_counted() -> None:
    """
    Whoever watches it must see that people get the fallback.
    """

    class Broken:
        def parse(self, text: str) -> Parse:
            raise ValueError(text)

    open_doors = doors(understanding=Broken())
    open_doors.say("canary words")
    shown = open_doors.client.get("/metrics").text

    assert re.search(r'^firsthours_turns_failed_total\{channel="rest"\} 1.0$', shown, re.MULTILINE)
    assert "canary" not in shown
