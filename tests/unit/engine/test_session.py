"""
Where a session begins, and what stays of the message that began it.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.command import (
    Acknowledge,
    CannotHandle,
    Command,
    GoBack,
    Interrupt,
    SessionStart,
    SetSlot,
    SkipQuestion,
    StartFlow,
)
from bot.domain.tracker import Tracker
from bot.engine.session import begins_session, in_session
from tests.build import NOW, assistant, do, flow

SMALL = assistant(flow("help", do("utter_help")))
SEEN = Tracker(last_seen=NOW)


@pytest.mark.parametrize(
    ("tracker", "minutes", "begins"), [(Tracker(), 0, True), (SEEN, 60, False), (SEEN, 61, True)]
)
def test_a_session_begins_with_the_first_message_and_after_a_silence(
    tracker: Tracker, minutes: int, begins: bool
) -> None:
    """
    A silence is longer than the policy says.
    """
    assert begins == begins_session(SMALL, tracker, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("tracker", "commands", "framed"),
    [
        (Tracker(), (StartFlow(flow="help"),), (SessionStart(), StartFlow(flow="help"))),
        (Tracker(), (SetSlot(slot="posted", value=True), Acknowledge()), (SessionStart(), SetSlot(slot="posted", value=True))),
        (Tracker(), (CannotHandle(),), (SessionStart(),)),
        (Tracker(), (SkipQuestion(), GoBack()), (SessionStart(),)),
        (Tracker(), (StartFlow(flow="pattern_thanks"),), (SessionStart(),)),
        (Tracker(), (Interrupt(flow="danger"),), (SessionStart(), Interrupt(flow="danger"))),
        (Tracker(), (StartFlow(flow="pattern_pause"),), (StartFlow(flow="pattern_pause"),)),
    ],
)  # fmt: skip
def test_a_session_start_comes_first(
    tracker: Tracker, commands: tuple[Command, ...], framed: tuple[Command, ...]
) -> None:
    """
    Small talk and confusion are part of it; whoever leaves isn't held up.
    """
    assert framed == in_session(SMALL, tracker, commands, NOW)


def test_within_a_session_nothing_is_added() -> None:
    """
    And whoever comes back is known to.
    """
    commands = (CannotHandle(),)

    assert commands == in_session(SMALL, SEEN, commands, NOW)
    assert (SessionStart(returning=True),) == in_session(
        SMALL, SEEN, commands, NOW + timedelta(days=1)
    )
