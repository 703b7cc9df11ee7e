"""
The tracker and the replies as JSON.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from bot.domain.message import BotMessage, Button
from bot.domain.serial import (
    MAX_STATE,
    replies_from_json,
    replies_to_json,
    tracker_from_json,
    tracker_to_json,
)
from bot.domain.tracker import Answered, Frame, Tracker
from bot.errors import StateUnreadable
from tests.states import REPLIES, TRACKERS


@given(TRACKERS)
def test_a_tracker_comes_back_as_it_was(tracker: Tracker) -> None:
    """
    Whatever a conversation holds survives being saved and loaded.
    """
    assert tracker == tracker_from_json(tracker_to_json(tracker))


@given(REPLIES)
def test_replies_come_back_as_they_were(replies: tuple[BotMessage, ...]) -> None:
    """
    A stored answer is word for word what was said.
    """
    assert replies == replies_from_json(replies_to_json(replies))


def test_an_answer_from_before_there_were_tables_can_be_read() -> None:
    """
    Such answers are kept for days.
    """
    assert (BotMessage(text="a", response="utter_a"),) == replies_from_json(
        b'[["a",[],"utter_a",[]]]'
    )


def test_half_a_surrogate_pair_survives() -> None:
    """
    A text that no UTF-8 can hold doesn't break the turn.
    """
    tracker = Tracker(slots={"account": "\ud83d"})

    assert tracker == tracker_from_json(tracker_to_json(tracker))


def test_a_new_tracker_is_small() -> None:
    """
    What is empty takes no room.
    """
    assert b'{"version":1,"language":"en"}' == tracker_to_json(Tracker())


def test_a_long_history_is_given_up_from_its_beginning() -> None:
    """
    A tracker stays within its size; the answers given last can still be taken back.
    """
    answered = [
        Answered(
            stack=(Frame(flow="flow", step="step"),), slot=f"slot_{n}", before={"x": "y" * 90}
        )
        for n in range(60)
    ]

    text = tracker_to_json(Tracker(history=tuple(answered)))
    kept = tracker_from_json(text).history

    assert len(text) <= MAX_STATE
    assert 10 < len(kept) < 60
    assert tuple(answered[-len(kept) :]) == kept


def test_a_tracker_too_large_without_history_is_kept_whole() -> None:
    """
    Nothing but history is ever given up.
    """
    tracker = Tracker(slots={"links": ["https://a.example/" + "x" * 2000] * 3})

    assert tracker == tracker_from_json(tracker_to_json(tracker))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"version":2,"language":"en"}',
        b'{"version":1}',
        b'{"version":1,"language":"en","stack":[["a"]]}',
        b'{"version":1,"language":"en","last_seen":"yesterday"}',
        b'{"version":1,"language":"en","asked":[]}',
        b"\xff",
    ],
)
def test_what_is_no_tracker_is_told(text: bytes) -> None:
    """
    Damaged states and those of a later version are errors, never half-read conversations.
    """
    with pytest.raises(StateUnreadable):
        tracker_from_json(text)


@pytest.mark.parametrize("text", [b"", b"{", b"1", b"[1]", b'[["a"]]', b'[["a",[["b"]],"c",[]]]'])
def test_what_is_no_reply_is_told(text: bytes) -> None:
    """
    Damaged replies are errors.
    """
    with pytest.raises(StateUnreadable):
        replies_from_json(text)


def test_replies_are_plain_json() -> None:
    """
    The form of stored replies: text, buttons, response, tags.
    """
    reply = BotMessage(
        text="Hello",
        buttons=(Button(title="Yes", payload="/affirm"),),
        response="utter_hello",
        tags=frozenset({"b", "a"}),
    )

    expected = [["Hello", [["Yes", "/affirm"]], "utter_hello", ["a", "b"]]]
    assert expected == json.loads(replies_to_json([reply]))
