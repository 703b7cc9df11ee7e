"""
How a log stands: without a PIN, open, or locked; and whether anything is in it.
"""

from __future__ import annotations

from typing import Any

import pytest

from actions.log_look import LogLook
from tests.unit.actions.perform import entry, perform

THING = entry(1, address="a.example/1")
GONE = entry(1, kind="withdrawn")


@pytest.mark.parametrize(
    ("given", "entries", "access", "filled"),
    [
        ({}, [], "free", False),
        ({}, [THING], "free", True),
        ({}, [THING, GONE], "free", False),
        ({"locked": True, "state": "open"}, [THING], "open", True),
        ({"locked": True, "state": "locked", "items": 2}, [], "locked", True),
        ({"locked": True, "state": "locked"}, [], "locked", False),
        ({"locked": True, "state": "wait", "wait": 30}, [], "locked", False),
    ],
)
def test_how_a_log_stands(
    given: dict[str, Any], entries: list[Any], access: str, filled: bool
) -> None:
    """
    A locked one tells only how many things were put into it.
    """
    done = perform(LogLook(), entries=entries, **given)

    assert ({"log_access": access, "log_filled": filled}, []) == (done.slots, done.said)
