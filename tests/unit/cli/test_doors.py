"""
What the program says of its doors and of what providers need.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.cli.serve import doors
from tests.doors import DEVELOPMENT
from tests.twilio_peer import SITE, account


def test_what_is_open_and_what_is_not_is_said_at_start() -> None:
    """
    With the address that has to be told to Twilio, or the setting that is missing.
    """
    texting = replace(DEVELOPMENT, public_url=SITE, twilio=account("http://127.0.0.1:9"))

    assert (
        "text messages: on, at https://help.example/webhooks/twilio/webhook" in doors(texting)[0]
    )
    assert [
        "  text messages: off: FIRSTHOURS_TWILIO_ACCOUNT_SID is not set",
        "  Telegram: off: FIRSTHOURS_TELEGRAM_TOKEN is not set",
    ] == list(doors(DEVELOPMENT))


def test_twilio_is_not_asked_about_an_account_that_is_not_set() -> None:
    """
    It is a wrong use of the program.
    """
    done = CliRunner().invoke(app, ["twilio", "check"])

    assert 2 == done.exit_code


def test_what_is_wrong_at_twilio_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A line each, and the program's end says that something is.
    """
    for name, value in {
        "PUBLIC_URL": SITE,
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "a-canary-auth-token-0123456789",
        "TWILIO_FROM": "+15005550006",
    }.items():
        monkeypatch.setenv(f"FIRSTHOURS_{name}", value)
    monkeypatch.setattr("bot.channels.sms.examine", lambda *_: ("The account is closed.",))

    done = CliRunner().invoke(app, ["twilio", "check"])

    assert (1, "The account is closed.\n") == (done.exit_code, done.stdout)
