"""
What became of a thing in the log.
"""

from __future__ import annotations

import pytest

from actions.log_change import LogChange
from bot.domain.evidence import Change, Entry, Status
from tests.unit.actions.perform import NOW, changed, perform


@pytest.mark.parametrize("status", ["removed", "refused", "back_again"])
def test_a_new_status_is_a_line_of_its_own(status: Status) -> None:
    """
    What was there before stays.
    """
    done = perform(LogChange(), {"log_item": 2.0, "log_change": status})

    assert [Change(kind="corrected", item=2, status=status)] == changed(done)
    assert ([{"response": "utter_log_changed"}], None) == (done.said, done.slots["log_change"])


def test_a_report_may_have_a_number() -> None:
    """
    Which is used up.
    """
    slots = {"log_item": 2.0, "log_change": "reported", "reference": "R-1"}
    done = perform(LogChange(), slots)

    assert [Change(kind="corrected", item=2, status="reported", reference="R-1")] == changed(done)
    assert done.slots["reference"] is None


@pytest.mark.parametrize(
    ("before", "after"),
    [(None, "41 people"), ("older words", "41 people"), ("group chat", "group chat: 41 people")],
)
def test_a_note_is_noted_as_it_was_written(before: str | None, after: str) -> None:
    """
    It takes the place of the one before; where the thing is stays. Then nothing of it is kept beside the log.
    """
    log = (Entry(item=2, kind="added", recorded=NOW, note=before),)
    done = perform(
        LogChange(),
        {"log_item": 2.0, "log_change": "noted", "log_note": "41 people"},
        entries=log,
    )

    assert [Change(kind="corrected", item=2, status=None, note=after)] == changed(done)
    assert done.slots["log_note"] is None


def test_a_thing_is_taken_out() -> None:
    """
    Its line says so.
    """
    done = perform(LogChange(), {"log_item": 2.0, "log_change": "withdrawn"})

    assert [Change(kind="withdrawn", item=2, status=None)] == changed(done)
    assert [{"response": "utter_log_withdrawn"}] == done.said


def test_without_a_thing_nothing_is_noted() -> None:
    """
    An answer that came too late makes no new thing.
    """
    assert [] == changed(perform(LogChange(), {"log_change": "removed"}))
