"""
Whom somebody wants to tell.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.find_whom import FindWhom
from tests.unit.actions.perform import names, perform


@pytest.mark.parametrize(
    ("told", "whom"),
    [
        ([], None),
        ([names("relationship", "parent")], "parent"),
        ([names("relationship", "boss", role=None)], "work"),
        ([names("relationship", "sibling", role="subject")], "family"),
        ([names("relationship", "stranger"), names("relationship", "teacher")], "school"),
        ([names("relationship", "ex"), names("platform", "friend")], None),
        ([names("relationship", "friend", role="offender"), names("relationship", "date")], "partner"),
    ],
)  # fmt: skip
def test_whom_to_tell(told: list[dict[str, Any]], whom: str | None) -> None:
    """
    The first who was named and who didn't do it; nobody empties what was said before.
    """
    done = perform(FindWhom(), {"tell_whom": "friend"}, entities=told)

    assert ({"tell_whom": whom}, []) == (done.slots, done.said)
