"""
A new case code.
"""

from __future__ import annotations

from actions.log_code import LogCode
from bot.domain.request import KeepCode
from tests.unit.actions.perform import asked, perform


def test_a_new_code_is_kept_and_said() -> None:
    """
    In groups, as it is read aloud.
    """
    done = perform(LogCode(), code="2GGKKE0Y22H1", state="open", locked=True)

    assert (KeepCode(code="2GGKKE0Y22H1"),) == asked(done)
    assert [{"response": "utter_case_code", "code": "2GGK KE0Y 22H1"}] == done.said
