"""
A PIN is taken away.
"""

from __future__ import annotations

from actions.log_unlock import LogUnlock
from bot.domain.request import UnlockLog
from tests.unit.actions.perform import asked, perform


def test_unlocking_is_asked_of_the_store_and_said() -> None:
    """
    From then on the log opens without a PIN.
    """
    done = perform(LogUnlock(), state="open", locked=True)

    assert ((UnlockLog(),), "free") == (asked(done), done.slots["log_access"])
    assert [{"response": "utter_log_unlocked"}] == done.said
