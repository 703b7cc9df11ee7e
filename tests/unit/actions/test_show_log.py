"""
The log as it stands now.
"""

from __future__ import annotations

from actions.show_log import ShowLog
from tests.unit.actions.perform import entry, facts, perform

ACTION = ShowLog(facts())


def test_an_empty_log_says_so() -> None:
    """
    And what could go into it.
    """
    assert [{"response": "utter_log_empty"}] == perform(ACTION).said


def test_things_are_numbered_as_they_stand_now() -> None:
    """
    A correction replaces, a withdrawn thing is gone.
    """
    done = perform(
        ACTION,
        entries=[
            entry(1, address="example.com/a"),
            entry(2, address="example.com/b"),
            entry(1, address="example.com/c", kind="corrected"),
            entry(2, kind="withdrawn"),
            entry(3, account="@d"),
        ],
    )

    def line(number: int, what: str) -> dict[str, object]:
        kept = {"response": "utter_word_log_line", "what": what, "details": ["2026-06-01"]}
        return {"response": "utter_word_numbered", "number": number, "line": kept}

    assert [
        {"response": "utter_log_list", "entries": [line(1, "example.com/c"), line(2, "@d")]}
    ] == done.said
    assert {} == done.slots
