"""
A log is locked, and its case code is given.
"""

from __future__ import annotations

from actions.log_lock import LogLock
from bot.domain.request import KeepCode, LockLog
from tests.unit.actions.perform import asked, perform


def test_locking_gives_a_code_that_can_be_read_aloud() -> None:
    """
    In groups; the PIN itself is nowhere in what an action sees or says.
    """
    done = perform(LogLock(), code="2GGKKE0Y22H1")

    assert (LockLog(), KeepCode(code="2GGKKE0Y22H1")) == asked(done)
    assert [{"response": "utter_log_locked", "code": "2GGK KE0Y 22H1"}] == done.said
