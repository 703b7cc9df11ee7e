"""
Talks in memory.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from bot.channels.web.talks import FORGOTTEN_AFTER, MOST_TALKS, Said, Talks
from bot.conversation.handle import Answer
from bot.domain.message import BotMessage, Button
from bot.domain.tracker import Tracker

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
YES = Button(title="Yes", payload="/yes")
ASKS = (BotMessage(text="Hello."), BotMessage(text="Safe?", buttons=(YES,)))


def answer(*messages: BotMessage, asks_secret: bool = False) -> Answer:
    """
    What was answered.
    """
    return Answer(messages=messages, tracker=Tracker(), asks_secret=asks_secret)


def test_a_talk_shows_both_sides_and_titles_of_what_was_pressed() -> None:
    """
    Also a button of an earlier answer shows as what it said.
    """
    talks = Talks()
    talks.add("a", "1", "hi", answer(*ASKS), NOW)
    talks.add("a", "2", "/yes", answer(BotMessage(text="Good.")), NOW)
    talk = talks.find("a", NOW)

    assert talk is not None
    expected = [
        Said(text="hi", mine=True),
        Said(text="Hello."),
        Said(text="Safe?"),
        Said(text="Yes", mine=True),
        Said(text="Good."),
    ]
    assert (expected, ()) == (list(talk.said), talk.offered)


def test_a_form_counts_once() -> None:
    """
    However often it was sent.
    """
    talks = Talks()
    for _ in range(2):
        talks.add("a", "1", "hi", answer(*ASKS), NOW)
    talk = talks.find("a", NOW)

    assert talk is not None
    assert 3 == len(talk.said)


def test_what_was_said_is_forgotten_after_a_while_and_at_once_when_told() -> None:
    """
    An hour of silence ends it, and so does leaving; what is new stays.
    """
    talks = Talks()
    talks.add("old", "1", "hi", answer(*ASKS), NOW)
    talks.add("new", "1", "hi", answer(*ASKS), NOW + timedelta(minutes=1))
    later = NOW + FORGOTTEN_AFTER

    assert (None, True) == (talks.find("old", later), talks.find("new", later) is not None)
    talks.forget("new")
    assert talks.find("new", later) is None


def test_there_is_an_end_to_how_many() -> None:
    """
    Who was silent longest makes room.
    """
    talks = Talks()
    for number in range(MOST_TALKS + 1):
        talks.add(str(number), "1", "hi", answer(), NOW)

    assert (None, True) == (talks.find("0", NOW), talks.find("1", NOW) is not None)


def test_no_word_prints() -> None:
    """
    A talk in a log line or a trace shows nothing of what was said.
    """
    talks = Talks()
    talks.add("a", "1", "canary", answer(BotMessage(text="canary")), NOW)

    assert "canary" not in repr(talks.find("a", NOW))
