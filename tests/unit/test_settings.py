"""
The settings: what each variable means, what is refused, and that secrets stay hidden.
"""

from __future__ import annotations

import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from bot import settings as settings_module
from bot.errors import SettingsError
from bot.settings import (
    Secret,
    Settings,
    Telegram,
    Twilio,
    content_root,
    development_key,
    read_settings,
)

KEY = "0123456789abcdef0123456789abcdef"
SID = "AC" + "0" * 32
PRODUCTION = {"FIRSTHOURS_ENV": "production", "FIRSTHOURS_SECRET_KEY": KEY}


def problems(environment: dict[str, str], root: Path) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        read_settings(environment, root)
    return list(refused.value.problems)


def test_an_empty_environment_means_development_with_a_key_of_its_own(tmp_path: Path) -> None:
    """
    Nothing has to be set to try it: the database and a secret key are made under `var`.
    """
    settings = read_settings({}, tmp_path)

    expected = Settings(
        root=tmp_path,
        production=False,
        secret_key=Secret((tmp_path / "var" / "secret.key").read_text()),
        database_url=Secret(f"sqlite:///{tmp_path}/var/firsthours.db"),
        trusted_senders=True,
        messages_a_minute=0,
    )
    assert expected == settings


def test_the_development_key_is_its_owners_alone_and_stays_the_same(tmp_path: Path) -> None:
    """
    The key is long, readable by nobody else, and the next start finds it again.
    """
    file = tmp_path / "var" / "secret.key"

    first, second = development_key(file), development_key(file)

    assert (first, True) == (second, len(first.reveal()) >= 32)
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    assert [file] == list(file.parent.iterdir())


def test_a_faster_process_wins_the_development_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    If another process makes the key in the meantime, both use that one.
    """
    file = tmp_path / "secret.key"
    monkeypatch.setattr(Path, "exists", lambda _: False)
    file.write_text("made by the other process, long enough")

    assert "made by the other process, long enough" == development_key(file).reveal()


def test_every_variable_is_read(tmp_path: Path) -> None:
    """
    The whole of the documented environment ends up in the settings.
    """
    environment = {
        "FIRSTHOURS_ENV": "production",
        "FIRSTHOURS_SECRET_KEY": KEY,
        "FIRSTHOURS_PREVIOUS_SECRET_KEYS": f"{KEY[::-1]} {KEY * 2}",
        "FIRSTHOURS_DATABASE_URL": "postgresql://me:secret@db/first_hours",
        "FIRSTHOURS_PUBLIC_URL": "https://Help.example/",
        "FIRSTHOURS_TELEGRAM_TOKEN": "12345:abcdefghijklmnopqrstuvwxyz",
        "FIRSTHOURS_TELEGRAM_SECRET": "a-secret-of-16-characters",
        "FIRSTHOURS_TELEGRAM_PROTECT": "1",
        "FIRSTHOURS_TELEGRAM_API_URL": "http://127.0.0.1:9000",
        "FIRSTHOURS_TWILIO_ACCOUNT_SID": SID,
        "FIRSTHOURS_TWILIO_AUTH_TOKEN": "an-auth-token-of-some-length",
        "FIRSTHOURS_TWILIO_FROM": "MG" + "0" * 32,
        "FIRSTHOURS_TWILIO_API_URL": "http://127.0.0.1:9001",
        "FIRSTHOURS_TWILIO_KEEPS": "nothing",
        "FIRSTHOURS_ALLOWED_ORIGINS": "https://one.example, https://two.example:8443/ ",
        "FIRSTHOURS_TRUSTED_SENDERS": "1",
        "FIRSTHOURS_ACTIONS_URL": "http://actions:5055/webhook",
        "FIRSTHOURS_NLU": "light",
        "FIRSTHOURS_NEUTRAL_PAGE": "https://weather.example/",
        "FIRSTHOURS_MESSAGES_A_MINUTE": "30",
        "FIRSTHOURS_LOG_LEVEL": "Warning",
    }

    expected = Settings(
        root=tmp_path,
        production=True,
        secret_key=Secret(KEY),
        previous_keys=(Secret(KEY[::-1]), Secret(KEY * 2)),
        database_url=Secret("postgresql://me:secret@db/first_hours"),
        public_url="https://help.example",
        telegram=Telegram(
            token=Secret("12345:abcdefghijklmnopqrstuvwxyz"),
            secret=Secret("a-secret-of-16-characters"),
            api_url="http://127.0.0.1:9000",
            protect=True,
        ),
        twilio=Twilio(
            account_sid=SID,
            auth_token=Secret("an-auth-token-of-some-length"),
            sent_from="MG" + "0" * 32,
            api_url="http://127.0.0.1:9001",
            keeps="nothing",
        ),
        allowed_origins=("https://one.example", "https://two.example:8443"),
        trusted_senders=True,
        actions_url="http://actions:5055/webhook",
        nlu="light",
        neutral_page="https://weather.example/",
        messages_a_minute=30,
        log_level="WARNING",
    )
    assert expected == read_settings(environment, tmp_path)


def test_production_is_strict_unless_told_otherwise(tmp_path: Path) -> None:
    """
    In production senders aren't trusted, and how much one may send is limited.
    """
    settings = read_settings(PRODUCTION, tmp_path)

    assert (True, False, 60) == (
        settings.production,
        settings.trusted_senders,
        settings.messages_a_minute,
    )


def test_production_demands_the_secret_key(tmp_path: Path) -> None:
    """
    Without its key production doesn't start, and no key is made up for it.
    """
    found = problems({"FIRSTHOURS_ENV": "production"}, tmp_path)

    expected = (
        "FIRSTHOURS_SECRET_KEY: expected at least 32 characters that nobody can guess, "
        "in production"
    )
    assert [expected] == found
    assert [] == list(tmp_path.iterdir())


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    """
    `…_FILE` names a file with the secret in it, as container hosts give them; a line's end doesn't count.
    """
    (tmp_path / "key").write_text(KEY + "\n")

    settings = read_settings({"FIRSTHOURS_SECRET_KEY_FILE": str(tmp_path / "key")}, tmp_path)

    assert (Secret(KEY), ()) == (settings.secret_key, settings.unknown)


def test_a_file_that_is_not_there_is_named_by_its_variable(tmp_path: Path) -> None:
    """
    A secret's file that can't be read is a mistake like any other.
    """
    found = problems({"FIRSTHOURS_SECRET_KEY_FILE": str(tmp_path / "none")}, tmp_path)

    assert ["FIRSTHOURS_SECRET_KEY_FILE: expected a file that can be read"] == found


def test_all_mistakes_are_told_at_once_and_without_their_values(tmp_path: Path) -> None:
    """
    Whoever sets it up learns of everything in one go, by name; what they typed isn't repeated.
    """
    environment = {
        "FIRSTHOURS_ENV": "canary",
        "FIRSTHOURS_SECRET_KEY": "canary",
        "FIRSTHOURS_PREVIOUS_SECRET_KEYS": f"{KEY} canary",
        "FIRSTHOURS_DATABASE_URL": "canary",
        "FIRSTHOURS_PUBLIC_URL": "canary",
        "FIRSTHOURS_TELEGRAM_TOKEN": "canary",
        "FIRSTHOURS_TELEGRAM_API_URL": "canary",
        "FIRSTHOURS_TWILIO_FROM": "canary!",
        "FIRSTHOURS_ALLOWED_ORIGINS": "*",
        "FIRSTHOURS_TRUSTED_SENDERS": "canary",
        "FIRSTHOURS_ACTIONS_URL": "ftp://canary",
        "FIRSTHOURS_NLU": "canary",
        "FIRSTHOURS_NEUTRAL_PAGE": "http://[canary",
        "FIRSTHOURS_MESSAGES_A_MINUTE": "-1",
        "FIRSTHOURS_LOG_LEVEL": "canary",
    }

    found = problems(environment, tmp_path)

    expected = [
        "FIRSTHOURS_ENV: expected development or production",
        "FIRSTHOURS_SECRET_KEY: expected at least 32 characters that nobody can guess",
        (
            "FIRSTHOURS_PREVIOUS_SECRET_KEYS: expected at least 32 characters that nobody can "
            "guess; several with spaces between"
        ),
        "FIRSTHOURS_DATABASE_URL: expected sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
        "FIRSTHOURS_PUBLIC_URL: expected https:// and a host, with nothing after it",
        "FIRSTHOURS_TELEGRAM_TOKEN: expected a bot's token",
        "FIRSTHOURS_TELEGRAM_API_URL: expected an address that begins with https:// or http://",
        (
            "FIRSTHOURS_TWILIO_FROM: expected a number in E.164 (+ and digits), a short code, "
            "or a messaging service's SID"
        ),
        "FIRSTHOURS_TWILIO_ACCOUNT_SID: expected a value, because FIRSTHOURS_TWILIO_FROM has one",
        "FIRSTHOURS_TWILIO_AUTH_TOKEN: expected a value, because FIRSTHOURS_TWILIO_FROM has one",
        (
            "FIRSTHOURS_ALLOWED_ORIGINS: expected addresses like https://help.example "
            "with commas between, and no *"
        ),
        "FIRSTHOURS_TRUSTED_SENDERS: expected 1 or 0 or true or false or yes or no",
        "FIRSTHOURS_ACTIONS_URL: expected an address that begins with https:// or http://",
        "FIRSTHOURS_NLU: expected full or light",
        "FIRSTHOURS_NEUTRAL_PAGE: expected an address that begins with https:// or http://",
        "FIRSTHOURS_MESSAGES_A_MINUTE: expected a whole number, 0 or more",
        "FIRSTHOURS_LOG_LEVEL: expected debug or info or warning or error",
    ]
    assert expected == found


@pytest.mark.parametrize(
    "site",
    ["help.example", "https://help.example/chat", "https://u:p@help.example", "https://", "https://a b", "https://a:0"],
)  # fmt: skip
def test_a_public_address_is_a_host_and_nothing_more(site: str, tmp_path: Path) -> None:
    """
    Signatures and origins are compared with it, so it must be exact.
    """
    expected = ["FIRSTHOURS_PUBLIC_URL: expected https:// and a host, with nothing after it"]

    assert expected == problems({**PRODUCTION, "FIRSTHOURS_PUBLIC_URL": site}, tmp_path)


def test_twilio_needs_the_public_address(tmp_path: Path) -> None:
    """
    Twilio signs the address that it calls, so that must be known.
    """
    environment = {
        "FIRSTHOURS_TWILIO_ACCOUNT_SID": SID,
        "FIRSTHOURS_TWILIO_AUTH_TOKEN": "an-auth-token-of-some-length",
        "FIRSTHOURS_TWILIO_FROM": "+15005550006",
    }

    expected = (
        "FIRSTHOURS_PUBLIC_URL: expected a value, because FIRSTHOURS_TWILIO_ACCOUNT_SID has one"
    )
    assert [expected] == problems(environment, tmp_path)


def test_without_a_secret_telegram_is_for_development(tmp_path: Path) -> None:
    """
    A token alone fetches updates; a webhook needs the secret as well, and a secret alone is a slip.
    """
    token = {"FIRSTHOURS_TELEGRAM_TOKEN": "12345:abcdefghijklmnopqrstuvwxyz"}
    secret = {"FIRSTHOURS_TELEGRAM_SECRET": "a-secret-of-16-characters"}

    telegram = read_settings(token, tmp_path).telegram

    assert telegram == Telegram(
        token=Secret(token["FIRSTHOURS_TELEGRAM_TOKEN"]),
        secret=None,
        api_url="https://api.telegram.org",
    )
    assert [
        "FIRSTHOURS_TELEGRAM_SECRET: expected a value in production, where Telegram calls a webhook; "
        "fetching is for development"
    ] == problems({**PRODUCTION, **token}, tmp_path)
    assert [
        "FIRSTHOURS_TELEGRAM_TOKEN: expected a value, because FIRSTHOURS_TELEGRAM_SECRET has one"
    ] == problems(secret, tmp_path)


def test_an_empty_variable_counts_as_missing(tmp_path: Path) -> None:
    """
    Compose files set what they don't have to nothing.
    """
    settings = read_settings({"FIRSTHOURS_TELEGRAM_TOKEN": " ", "FIRSTHOURS_NLU": ""}, tmp_path)

    assert (None, None) == (settings.telegram, settings.nlu)


def test_variables_that_nobody_asks_for_are_named(tmp_path: Path) -> None:
    """
    A misspelt setting would otherwise be left out in silence.
    """
    environment = {"FIRSTHOURS_TWILLIO_FROM": "1", "FIRSTHOURS_NLU": "full", "PATH": "x"}

    assert ("FIRSTHOURS_TWILLIO_FROM",) == read_settings(environment, tmp_path).unknown


def test_secrets_do_not_print(tmp_path: Path) -> None:
    """
    Neither the settings nor a secret shows it, however they are printed.
    """
    settings = replace(
        read_settings({"FIRSTHOURS_SECRET_KEY": KEY}, tmp_path),
        telegram=Telegram(token=Secret("canary"), secret=Secret("canary"), api_url=""),
        database_url=Secret("postgresql://me:canary@db/x"),
    )
    secret = settings.secret_key
    shown = f"{settings} {settings!r} {secret} {secret!r} {[secret]} {secret!s:>10}"

    assert (False, False, KEY) == ("canary" in shown, KEY in shown, secret.reveal())


def test_the_assistant_is_where_its_configuration_is(tmp_path: Path) -> None:
    """
    It runs on the folder that one stands in, if there is an assistant; else on the one it came with.
    """
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "config.yml").touch()
    own = Path(__file__).parents[2]

    assert tmp_path / "mine" == content_root(tmp_path / "mine")
    assert own == content_root(tmp_path)


def test_the_model_stands_beside_the_database(tmp_path: Path) -> None:
    """
    Whatever the program writes goes below one folder.
    """
    settings = read_settings({}, tmp_path)

    assert (tmp_path / "var", tmp_path / "var" / "model") == (settings.var, settings.model)


def test_the_documented_variables_are_those_that_are_read(tmp_path: Path) -> None:
    """
    The table in the documents names every setting, and no other.
    """
    page = (Path(__file__).parents[2] / "docs" / "doors.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `FIRSTHOURS_")]
    documented = {name for line in rows for name in re.findall(r"`(FIRSTHOURS_\w+)`", line)}
    code = Path(settings_module.__file__).read_text(encoding="utf-8")
    read = set(
        re.findall(r'read\.(?:choice|text|secret|site|sites|url|count)\(\s*"([A-Z_]+)"', code)
    )

    assert len(read) > 15
    assert {f"FIRSTHOURS_{name}" for name in read} == documented
