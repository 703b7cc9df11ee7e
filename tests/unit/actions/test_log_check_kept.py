"""
Coming back shortly before all would have been erased.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.log_check_kept import LogCheckKept
from tests.unit.actions.perform import NOW, facts, perform

UNTIL = NOW + timedelta(days=30)


@pytest.mark.parametrize(
    ("left", "soon"),
    [(None, False), (timedelta(days=4), False), (timedelta(days=3), True), (timedelta(hours=1), True)],
)  # fmt: skip
def test_only_who_came_late_is_told(left: timedelta | None, soon: bool) -> None:
    """
    With the day until which it is kept now.
    """
    given: dict[str, Any] = {"kept_until": UNTIL, "kept_before": NOW + left if left else None}
    done = perform(LogCheckKept(facts()), **given)

    expected = {"kept_warning": soon, "kept_day": "2026-07-01" if soon else None}
    assert (expected, []) == (done.slots, done.said)
