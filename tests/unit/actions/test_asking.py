"""
What an action asks of the store, as it is written down and read again.
"""

from __future__ import annotations

import pytest

from actions.asking import asks
from bot.domain.request import (
    KINDS,
    ForgetReminders,
    JoinCase,
    KeepCode,
    KeepLonger,
    LockLog,
    OfferDownload,
    Remind,
    Request,
    ShutLog,
    UnlockLog,
    read_request,
)

WRITTEN: tuple[Request, ...] = (
    LockLog(),
    UnlockLog(),
    ShutLog(),
    JoinCase(),
    ForgetReminders(purpose="notice"),
    KeepLonger(days=90),
    KeepCode(code="C"),
    OfferDownload(token="T", format="csv", zone="Europe/Berlin", language="es"),
    Remind(at="2026-06-01T09:00:00+02:00", response="utter_x", purpose="retention"),
)  # fmt: skip


@pytest.mark.parametrize("request_", WRITTEN, ids=lambda each: type(each).__name__)
def test_each_kind_is_read_as_it_was_meant(request_: Request) -> None:
    """
    With all its parts.
    """
    event = asks(request_)

    assert set(KINDS.values()) == {type(each) for each in WRITTEN}
    assert "store_requests" == event["name"]
    assert [request_] == [read_request(each) for each in event["value"]]
