"""
Keeping all for longer.
"""

from __future__ import annotations

from datetime import datetime, timezone

from actions.log_keep_longer import LogKeepLonger
from bot.domain.request import KeepLonger
from tests.unit.actions.perform import asked, facts, perform


def test_it_is_kept_for_longer() -> None:
    """
    As long as is set, from today.
    """
    done = perform(LogKeepLonger(facts()))

    assert (KeepLonger(days=90),) == asked(done)
    assert [{"response": "utter_kept_longer", "until": "2026-08-31"}] == done.said


def test_a_longer_promise_stays() -> None:
    """
    It never gets shorter.
    """
    promised = datetime(2027, 1, 1, tzinfo=timezone.utc)

    assert ["2027-01-01"] == [
        each["until"] for each in perform(LogKeepLonger(facts()), kept_until=promised).said
    ]
