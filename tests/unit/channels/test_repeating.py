"""
Work that is repeated while the server runs.
"""

from __future__ import annotations

import asyncio
import logging
import threading

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.channels.repeating import at_work, repeat, while_serving


class Enough(Exception):
    """
    Ends a repetition in a test.
    """


async def test_it_is_done_at_once_and_then_after_each_pause(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """
    A failure costs that one time, and its words aren't logged.
    """
    caplog.set_level(logging.DEBUG, "bot")
    done: list[str] = []

    def work() -> None:
        done.append("work")
        if len(done) == 3:
            message = "canary"
            raise ValueError(message)

    async def wait(seconds: float) -> None:
        done.append(f"pause {seconds}")
        if len(done) == 6:
            raise Enough

    with pytest.raises(Enough):
        await repeat(work, 600, wait)

    assert ["work", "pause 600"] * 3 == done
    assert ["repeated_work_failed kind=ValueError"] == caplog.messages


def test_it_lasts_as_long_as_the_server() -> None:
    """
    It begins with the server, away from its event loop, and ends with it.
    """
    began = threading.Event()
    app = Starlette(lifespan=while_serving(lambda: at_work(repeat(began.set, 600))))

    with TestClient(app):
        assert began.wait(timeout=10)


async def test_nothing_of_it_is_left_when_the_server_stops() -> None:
    """
    The task is gone, so that the process can end.
    """
    lifespan = while_serving(lambda: at_work(repeat(lambda: None, 600)))
    before = asyncio.all_tasks()
    async with lifespan(Starlette()):
        assert 1 == len(asyncio.all_tasks() - before)

    assert set() == asyncio.all_tasks() - before
