"""
Before the talking: whether the bot is fit, what `firsthours telegram` does, and that the program starts and stops.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.program import being_sent, serving
from tests.acceptance.telegram import SECRET
from tests.bot_api.people import Someone, wait_until
from tests.bot_api.server import TOKEN, BotApi, Fault, bot_api
from tests.doors import ROOT

CANARY = "quixotrumbawamba"
SITE = "https://help.example"


@pytest.fixture
def api() -> Iterator[BotApi]:
    """
    A stand-in for Telegram.
    """
    with bot_api() as found:
        yield found


def settings(api: BotApi, *, webhook: bool = True) -> dict[str, str]:
    """
    The settings of a bot there.
    """
    secret = {"FIRSTHOURS_TELEGRAM_SECRET": SECRET} if webhook else {}
    return {
        "FIRSTHOURS_TELEGRAM_TOKEN": TOKEN,
        "FIRSTHOURS_TELEGRAM_API_URL": api.address,
        **secret,
    }


def run(folder: Path, *words: str, **environment: str) -> tuple[int, str]:
    """
    The code that the program ends with, and all that it prints.
    """
    database = {"FIRSTHOURS_DATABASE_URL": f"sqlite:///{folder}/kept.db"}
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", *words],
        cwd=ROOT,
        env={**os.environ, **database, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_webhook_is_set_with_everything_it_needs(api: BotApi, tmp_path: Path) -> None:
    """
    The public address, the secret, an explicit list of updates, and how many may come at once.
    """
    code, out = run(
        tmp_path, "telegram", "set-webhook", FIRSTHOURS_PUBLIC_URL=SITE, **settings(api)
    )

    assert (0, f"Telegram brings messages to {SITE}/webhooks/telegram/webhook\n") == (code, out)
    assert {
        "url": f"{SITE}/webhooks/telegram/webhook",
        "secret_token": SECRET,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
        "max_connections": 20,
    } == api.webhook


def test_the_webhook_can_be_taken_away(api: BotApi, tmp_path: Path) -> None:
    """
    So that updates can be fetched.
    """
    run(tmp_path, "telegram", "set-webhook", FIRSTHOURS_PUBLIC_URL=SITE, **settings(api))
    code, _ = run(tmp_path, "telegram", "delete-webhook", **settings(api))

    assert (0, {}) == (code, api.webhook)


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("FIRSTHOURS_PUBLIC_URL", "FIRSTHOURS_PUBLIC_URL: expected a value, for the webhook"),
        (
            "FIRSTHOURS_TELEGRAM_SECRET",
            "FIRSTHOURS_TELEGRAM_SECRET: expected a value, for the webhook",
        ),
    ],
)
def test_what_the_webhook_needs_is_asked_for(
    api: BotApi, tmp_path: Path, missing: str, message: str
) -> None:
    """
    By name, and nothing is set.
    """
    given = {"FIRSTHOURS_PUBLIC_URL": SITE, **settings(api)}
    del given[missing]
    code, out = run(tmp_path, "telegram", "set-webhook", **given)

    assert (2, {}) == (code, api.webhook)
    assert message in out


@pytest.mark.parametrize(
    ("unfit", "hint"),
    [("can_join_groups", "/setjoingroups"), ("can_read_all_group_messages", "/setprivacy")],
)
@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("telegram", "check")])
def test_a_bot_for_groups_is_refused(
    api: BotApi, tmp_path: Path, unfit: str, hint: str, command: tuple[str, ...]
) -> None:
    """
    With what to send to @BotFather.
    """
    api.me[unfit] = True
    code, out = run(tmp_path, *command, **settings(api))

    assert 1 == code
    assert hint in out


def test_a_wrong_token_is_told_without_it(api: BotApi, tmp_path: Path) -> None:
    """
    Before anything is served.
    """
    wrong = "12345:another-token-that-nobody-knows"
    given = {**settings(api), "FIRSTHOURS_TELEGRAM_TOKEN": wrong}
    code, out = run(tmp_path, "serve", "--port", "0", **given)

    assert 1 == code
    assert "FIRSTHOURS_TELEGRAM_TOKEN" in out
    assert wrong not in out


def test_what_telegram_refuses_is_told(api: BotApi, tmp_path: Path) -> None:
    """
    In its words.
    """
    given = {"FIRSTHOURS_PUBLIC_URL": "http://help.example", **settings(api)}
    code, out = run(tmp_path, "telegram", "set-webhook", **given)

    assert 1 == code
    assert "https url must be provided" in out


def test_a_fit_bot_is_said_to_be_fit(api: BotApi, tmp_path: Path) -> None:
    """
    And one that can't be asked about isn't.
    """
    assert (0, "The bot is fit.\n") == run(tmp_path, "telegram", "check", **settings(api))

    api.fail("getMe", Fault(code=500))
    code, out = run(tmp_path, "telegram", "check", **settings(api))
    assert 1 == code
    assert "can't be reached" in out


def test_no_word_and_no_token_is_logged_at_any_level(api: BotApi, tmp_path: Path) -> None:
    """
    At the lowest level, in success and in failure: what was said, the token, the secret, who spoke.
    """
    given = {**settings(api, webhook=False), "FIRSTHOURS_LOG_LEVEL": "debug"}
    with serving(tmp_path, **given) as program:
        _talk_with_failures(api, Someone(api=api, number=5550177))
        program.stop()
        log = program.log.read_text(encoding="utf-8")

    assert "sent channel=telegram" in log
    assert "update_unreadable" in log
    secrets = (CANARY, TOKEN, TOKEN.partition(":")[2], SECRET, "5550177")
    assert [] == [each for each in secrets if each in log]
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("kept.db*"))
    assert [] == [each for each in secrets if each.encode() in stored]


def _talk_with_failures(api: BotApi, person: Someone) -> None:
    message = person.says(f"hello {CANARY}")
    person.waits_for(1)
    person.edits(message, CANARY)
    api.fail("sendMessage", Fault(code=500, description=CANARY))
    person.says(f"{CANARY} https://videos.example/{CANARY}")
    person.waits_for(2)
    person.sends(photo=[{"file_id": CANARY, "file_unique_id": "u", "width": 1, "height": 1}])
    person.waits_for(3)
    api.fail("getUpdates", Fault(code=500, description=CANARY))
    api.bring("message", {"message_id": CANARY, "text": CANARY}, judge=False)
    person.says(f"/start {CANARY}")
    person.waits_for(4)
    api.fail("sendMessage", Fault(code=400, description=CANARY))
    person.says("/help")
    wait_until(lambda: len(api.called("sendMessage")) == 6)


def test_a_killed_program_loses_nothing_and_says_nothing_twice(
    api: BotApi, tmp_path: Path
) -> None:
    """
    What was kept before it died is answered by the next one; what was answered isn't again. Only of what it was just
    sending nobody knows whether it arrived: the answer to /help has a crisis line, so it may be said once more.
    """
    person = Someone(api=api)
    given = settings(api, webhook=False)
    with serving(tmp_path, **given) as program:
        person.says("/start")
        person.waits_for(1)
        for _ in range(5):
            person.says("/help")
        program.process.kill()
        program.process.wait()
        unknown = len(being_sent(tmp_path))
    with serving(tmp_path, **given):
        person.says("thank you")
        wait_until(lambda: any("You're welcome" in each for each in person.heard), seconds=60)

    assert 7 <= len(person.heard) <= 7 + unknown
