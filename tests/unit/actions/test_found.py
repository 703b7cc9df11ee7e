"""
When something was found, from the words of a message.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.found import Found, found_in
from actions.seen import Seen
from tests.unit.actions.perform import NOW, facts


def found(words: list[str], **slots: Any) -> Found:
    """
    What these words say to somebody in this place.
    """
    return found_in(facts(), Seen(slots=slots, entities=(), entries=(), now=NOW), words)


@pytest.mark.parametrize(
    ("words", "slots", "expected"),
    [
        ([], {}, Found()),
        (["yesterday"], {"time_zone": "Europe/Berlin"}, Found(text="2026-05-31", zone="Europe/Berlin")),
        (["3/4/2026"], {"time_zone": "Europe/London", "country": "GB"}, Found(text="2026-04-03", zone="Europe/London")),
        (["3/4/2026"], {"time_zone": "America/New_York", "country": "US"}, Found(text="2026-03-04", zone="America/New_York")),
        (["yesterday"], {}, Found(text="yesterday")),
        (["sometime"], {"time_zone": "Europe/Berlin"}, Found(text="sometime", zone="Europe/Berlin")),
        (["tomorrow"], {"time_zone": "Europe/Berlin"}, Found(is_future=True)),
        (["2026-06-01"], {}, Found(text="2026-06-01")),
        (["2026-06-04"], {}, Found(is_future=True)),
    ],
)  # fmt: skip
def test_words_become_a_time_where_the_zone_is_known(
    words: list[str], slots: dict[str, Any], expected: Found
) -> None:
    """
    Else they stay words; what is still to come everywhere is never taken.
    """
    assert expected == found(words, **slots)
