"""
Where a session begins, and what of a first message goes into its opening.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.assistant import Assistant
from bot.domain.command import (
    Acknowledge,
    CancelFlow,
    CannotHandle,
    Command,
    GoBack,
    SessionStart,
    SkipQuestion,
    StartFlow,
)
from bot.domain.tracker import Tracker
from bot.engine.flows import flows_of
from bot.engine.language import LANGUAGES

LEAVING = frozenset({"stop", "pause"})
"""Intents after which nothing is said but their own answer, not even in a new session."""
CLEARING = "pattern_clear_chat"
"""The flow that leaves an empty chat behind: nothing is said in it but its own answer, either."""
SMALL_TALK = frozenset({"greet", "thanks", "affirm", "deny", "unsure", "repeat", "menu"})
"""Intents that a new session's opening answers anyway."""


def begins_session(assistant: Assistant, tracker: Tracker, now: datetime) -> bool:
    """
    Whether this message opens a session: the first one, or the first after a long silence.
    """
    if tracker.last_seen is None:
        return True
    return now - tracker.last_seen > timedelta(minutes=assistant.policy.session_minutes)


def in_session(
    assistant: Assistant, tracker: Tracker, commands: tuple[Command, ...], now: datetime
) -> tuple[Command, ...]:
    """
    The commands with a session start before them where one begins; small talk and confusion are part of an opening.

    Whoever leaves or pauses isn't held up by an opening.
    """
    if not begins_session(assistant, tracker, now) or _leaves(assistant, commands):
        return commands
    passing = (Acknowledge, CannotHandle, SkipQuestion, GoBack, CancelFlow)
    rest = [
        each
        for each in commands
        if not isinstance(each, passing) and each not in _small_talk(assistant)
    ]
    return (SessionStart(returning=tracker.last_seen is not None), *rest)


def _leaves(assistant: Assistant, commands: tuple[Command, ...]) -> bool:
    quiet = (*flows_of(assistant, LEAVING), CLEARING)
    return any(StartFlow(flow=flow) in commands for flow in quiet)


def _small_talk(assistant: Assistant) -> list[Command]:
    return [StartFlow(flow=flow) for flow in (*flows_of(assistant, SMALL_TALK), LANGUAGES)]
