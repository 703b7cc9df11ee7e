"""
What is done about a message that didn't arrive.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData, QueryParams

from bot.channels.twilio_outcomes import (
    STEPS,
    URGENCIES,
    Loss,
    next_step,
    query_for,
    read_loss,
    seconds_left,
)
from bot.conversation.delivery import Outgoing, Urgency
from bot.domain.message import BotMessage

NOW = datetime(2026, 11, 20, 14, tzinfo=timezone.utc)
LOST = {"MessageStatus": "undelivered", "To": "+15550100", "ErrorCode": "30008"}


def loss(code: int | None, urgency: Urgency = "ordinary", minutes: int = 5) -> Loss:
    """
    A message that is worth sending for so many minutes more.
    """
    until = NOW + timedelta(minutes=minutes)
    return Loss(recipient="+15550100", code=code, urgency=urgency, number=3, until=until)


def outgoing(urgency: Urgency = "ordinary", **notes: str) -> Outgoing:
    """
    A message to somebody.
    """
    message = BotMessage(text="Hello")
    return Outgoing(
        channel="sms", recipient="+15550100", message=message, urgency=urgency, notes=notes
    )


@pytest.mark.parametrize(
    ("code", "crisis", "ordinary", "reminder"),
    [
        (30001, "again", "again", "leave"),
        (30003, "again", "again", "leave"),
        (30008, "again", "again", "leave"),
        (30004, "leave", "leave", "leave"),
        (30005, "leave", "leave", "leave"),
        (30006, "leave", "leave", "leave"),
        (30007, "leave", "leave", "leave"),
        (21610, "stop", "stop", "stop"),
        (39999, "again", "leave", "leave"),
        (None, "again", "leave", "leave"),
    ],
)
def test_each_error_has_its_next_step(
    code: int | None, crisis: str, ordinary: str, reminder: str
) -> None:
    """
    What passes is tried again, but no reminder; an unknown reason only for whom it may be about life.
    """
    assert [crisis, ordinary, reminder] == [
        next_step(loss(code, urgency), NOW) for urgency in ("crisis", "ordinary", "reminder")
    ]


@given(
    code=st.one_of(st.none(), st.sampled_from(sorted(STEPS))),
    urgency=st.sampled_from(sorted(URGENCIES)),
)
def test_nothing_is_sent_a_third_time_or_too_late(code: int | None, urgency: str) -> None:
    """
    Whatever went wrong.
    """
    early = loss(code, URGENCIES[urgency])

    assert next_step(replace(early, again=True), NOW) != "again"
    assert next_step(loss(code, URGENCIES[urgency], minutes=0), NOW) != "again"


@given(
    urgency=st.sampled_from(sorted(URGENCIES)),
    number=st.integers(0, 10**6),
    left=st.one_of(st.none(), st.integers(1, 3600)),
)
def test_what_twilio_is_told_comes_back(urgency: str, number: int, left: int | None) -> None:
    """
    A report names the message as it was sent, so nothing of it has to be kept.
    """
    until = {} if left is None else {"until": str(int(NOW.timestamp()) + left)}
    sent = outgoing(URGENCIES[urgency], number=str(number), **until)

    told = read_loss(FormData(LOST), QueryParams(query_for(sent, NOW)))

    seconds = left or {"reminder": 3600}.get(urgency, 900)
    expected = replace(
        loss(30008, URGENCIES[urgency]),
        number=number,
        until=NOW + timedelta(seconds=seconds),
        again=left is not None,
    )
    assert expected == told


@pytest.mark.parametrize(
    ("fields", "query"),
    [
        ({"MessageStatus": "delivered"}, {}),
        ({"MessageStatus": "sent"}, {}),
        ({"To": ""}, {"number": ""}),
        ({}, {"urgency": "high"}),
        ({}, {"until": "soon"}),
        ({}, {"number": "1" * 12}),
    ],
)
def test_a_report_of_no_loss_is_none(fields: dict[str, str], query: dict[str, str]) -> None:
    """
    Nor is one that lacks what is needed.
    """
    told = {"urgency": "crisis", "number": "3", "until": "1795183800"}

    assert read_loss(FormData(LOST | fields), told | query) is None


def test_a_code_that_is_none_is_not_known() -> None:
    """
    A loss is a loss, whatever its reason looks like.
    """
    told = read_loss(
        FormData(LOST | {"ErrorCode": "x"}),
        {"urgency": "crisis", "number": "3", "until": "1795183800"},
    )

    assert told is not None
    assert told.code is None


@pytest.mark.parametrize(
    ("urgency", "left", "seconds"),
    [
        ("ordinary", None, 900),
        ("reminder", None, 3600),
        ("crisis", 300, 300),
        ("crisis", 5, 60),
        ("crisis", 5000, 900),
    ],
)
def test_twilio_tries_for_as_long_as_it_is_of_use(
    urgency: Urgency, left: int | None, seconds: int
) -> None:
    """
    What is sent once more has only what is left, but a minute at least.
    """
    until = {} if left is None else {"until": str(int(NOW.timestamp()) + left)}

    assert seconds == seconds_left(outgoing(urgency, **until), NOW)
