"""
A log is closed.
"""

from __future__ import annotations

from actions.log_close import LogClose
from bot.domain.request import ShutLog
from tests.unit.actions.perform import asked, perform


def test_closing_is_asked_of_the_store_and_said() -> None:
    """
    From then on it counts as locked.
    """
    done = perform(LogClose(), state="open", locked=True)

    assert ((ShutLog(),), "locked") == (asked(done), done.slots["log_access"])
    assert [{"response": "utter_log_closed"}] == done.said
