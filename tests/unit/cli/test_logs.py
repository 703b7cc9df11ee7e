"""
What the program logs.
"""

from __future__ import annotations

import io
import logging
import re

import pytest

from bot.cli.logs import configure

CANARY = "canary"


def logged(level: str = "DEBUG") -> io.StringIO:
    stream = io.StringIO()
    configure(level, stream)
    return stream


def test_an_event_is_one_line() -> None:
    """
    Time in UTC, level, where, what; line breaks in it don't make two.
    """
    stream = logged()
    logging.getLogger("bot.somewhere").info("turn\nkind=%s", "tap")

    expected = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO bot\.somewhere turn kind=tap\n"
    assert re.fullmatch(expected, stream.getvalue())


def test_an_error_shows_its_kind_only() -> None:
    """
    Neither its words nor its trace, which can hold what somebody wrote.
    """
    stream = logged()
    logging.getLogger("bot.somewhere").error("failed", exc_info=ValueError(CANARY))

    assert stream.getvalue().endswith("ERROR bot.somewhere failed kind=ValueError\n")
    assert CANARY not in stream.getvalue()


@pytest.mark.parametrize(
    "name",
    ["asyncio", "httpx", "httpcore.http11", "sqlalchemy.engine.Engine", "rasa_sdk.executor", "telegram.Bot", "twilio.http_client"],
)  # fmt: skip
def test_libraries_that_log_what_they_are_given_are_silent(name: str) -> None:
    """
    Even where everything is logged, and even where something is badly wrong.
    """
    stream = logged()
    logging.getLogger(name).critical(CANARY)

    assert "" == stream.getvalue()


def test_servers_are_heard_when_something_is_wrong() -> None:
    """
    That a port is taken must show; that a server started is said elsewhere.
    """
    stream = logged()
    logging.getLogger("uvicorn.error").info("started")
    logging.getLogger("uvicorn.error").error("address already in use")

    assert 1 == len(stream.getvalue().splitlines())
    assert stream.getvalue().endswith("ERROR uvicorn.error address already in use\n")


def test_the_level_is_kept() -> None:
    """
    What is below it isn't heard.
    """
    stream = logged("WARNING")
    logging.getLogger("bot.somewhere").info("request")

    assert "" == stream.getvalue()
