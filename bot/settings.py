"""
The settings, read once from the environment into one frozen object; secrets in it don't print.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import SplitResult, urlsplit

from bot.errors import SettingsError

PREFIX = "FIRSTHOURS_"
FROM_FILE = "_FILE"
KEY_FILE = "secret.key"
KEY_BYTES = 32
DATABASE_FILE = "firsthours.db"
NEUTRAL_PAGE = "https://www.wikipedia.org/"
TELEGRAM_API = "https://api.telegram.org"
TWILIO_API = "https://api.twilio.com"
MESSAGES_A_MINUTE = 60
ONLY_FOR_ITS_OWNER = 0o600

Understands = Literal["full", "light"]
TwilioKeeps = Literal["all", "redact", "nothing"]
T = TypeVar("T")

KEY_EXPECTED = "at least 32 characters that nobody can guess"
_KEY = re.compile(r"\S{32,}")
FLAGS = {"1": True, "0": False, "true": True, "false": False, "yes": True, "no": False}
KEEPS: Mapping[str, TwilioKeeps] = {"all": "all", "redact": "redact", "nothing": "nothing"}
UNDERSTANDS: Mapping[str, Understands | None] = {"full": "full", "light": "light"}

LOG_LEVELS = {name.lower(): name for name in ("DEBUG", "INFO", "WARNING", "ERROR")}


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """
    A text that prints as stars; `reveal` gives it.
    """

    _text: str

    def reveal(self) -> str:
        """
        The text itself.
        """
        return self._text

    def __repr__(self) -> str:
        return "Secret('********')"

    def __str__(self) -> str:
        return "********"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram:
    """
    The bot in Telegram: its token, the secret that Telegram sends with each update, and where its API is.

    Without a secret there is no webhook: updates are fetched. `protect` keeps messages from being forwarded and saved.
    """

    token: Secret
    secret: Secret | None
    api_url: str
    protect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Twilio:
    """
    The account that sends and receives text messages, the number or service it sends from, and where its API is.

    `keeps` is what Twilio may keep of the words: "all", what isn't delivered yet ("redact"), or "nothing".
    """

    account_sid: str
    auth_token: Secret
    sent_from: str
    api_url: str
    keeps: TwilioKeeps = "redact"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """
    Everything that differs between one place where First Hours runs and another.

    `root` holds `config.yml`, `flows` and `data`. `nlu` is `None` where `config.yml` decides.
    `previous_keys` are secret keys of before, whose data can still be read.
    `messages_a_minute` is what one sender may send; 0 is no limit.
    `unknown` are variables that look like settings and aren't.
    """

    root: Path
    production: bool
    secret_key: Secret
    database_url: Secret
    previous_keys: tuple[Secret, ...] = ()
    public_url: str | None = None
    telegram: Telegram | None = None
    twilio: Twilio | None = None
    allowed_origins: tuple[str, ...] = ()
    frame_ancestors: tuple[str, ...] = ()
    trusted_senders: bool = True
    actions_url: str | None = None
    nlu: Understands | None = None
    neutral_page: str = NEUTRAL_PAGE
    messages_a_minute: int = 0
    log_level: str = "INFO"
    unknown: tuple[str, ...] = ()

    @property
    def var(self) -> Path:
        """
        The folder that the program writes to: database, trained model, development key.
        """
        return var_of(self.root)

    @property
    def model(self) -> Path:
        """
        The folder of the trained model.
        """
        return self.var / "model"


def var_of(root: Path) -> Path:
    """
    Where the assistant below `root` keeps what isn't written by people.
    """
    return root / "var"


def content_root(here: Path) -> Path:
    """
    The folder that holds the assistant: `here` if it does, else the checkout that this program runs from.
    """
    return here if (here / "config.yml").is_file() else Path(__file__).resolve().parents[1]


def read_settings(environment: Mapping[str, str], root: Path) -> Settings:
    """
    The settings of an environment; in development a missing secret key is made, under `var`.

    Raises `SettingsError` with everything that is missing or malformed, by name; no value is shown.
    """
    read = _Reader(environment)
    production = read.choice("ENV", {"development": False, "production": True}, default=False)
    settings = Settings(
        root=root,
        production=production,
        secret_key=_secret_key(read, root, demanded=production),
        previous_keys=_previous_keys(read),
        database_url=_database_url(read, root),
        public_url=read.site("PUBLIC_URL", https=production),
        telegram=_telegram(read, production=production),
        twilio=_twilio(read),
        allowed_origins=read.sites("ALLOWED_ORIGINS"),
        frame_ancestors=read.sites("FRAME_ANCESTORS"),
        trusted_senders=read.choice("TRUSTED_SENDERS", FLAGS, default=not production),
        actions_url=read.url("ACTIONS_URL"),
        nlu=read.choice("NLU", UNDERSTANDS, default=None),
        neutral_page=read.url("NEUTRAL_PAGE") or NEUTRAL_PAGE,
        messages_a_minute=read.count(
            "MESSAGES_A_MINUTE", default=MESSAGES_A_MINUTE if production else 0
        ),
        log_level=read.choice("LOG_LEVEL", LOG_LEVELS, default="INFO"),
        unknown=read.unknown(),
    )
    if read.problems:
        raise SettingsError(read.problems)
    return settings


def _secret_key(read: _Reader, root: Path, *, demanded: bool) -> Secret:
    given = read.given("SECRET_KEY")
    known = read.secret("SECRET_KEY", _KEY, KEY_EXPECTED)
    if given or demanded:
        if not given:
            read.refuse("SECRET_KEY", f"{KEY_EXPECTED}, in production")
        return known or Secret("")
    return development_key(var_of(root) / KEY_FILE)


def _previous_keys(read: _Reader) -> tuple[Secret, ...]:
    expected = f"{KEY_EXPECTED}; several with spaces between"
    form = re.compile(rf"{_KEY.pattern}(\s+{_KEY.pattern})*")
    together = read.secret("PREVIOUS_SECRET_KEYS", form, expected)
    return tuple(map(Secret, together.reveal().split())) if together else ()


def development_key(file: Path) -> Secret:
    """
    The key in a file that only its owner can read; made on first use, by one process for all.
    """
    if not file.exists():
        _make_key(file)
    return Secret(file.read_text(encoding="ascii").strip())


def _make_key(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ONLY_FOR_ITS_OWNER)
    with os.fdopen(handle, "w", encoding="ascii") as writing:
        writing.write(secrets.token_urlsafe(KEY_BYTES))
    # A link appears whole, and fails where another process was faster.
    with suppress(FileExistsError):
        file.hardlink_to(new)
    new.unlink()


def _database_url(read: _Reader, root: Path) -> Secret:
    expected = "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
    form = re.compile(r"(sqlite|postgresql)(\+\w+)?://\S*")
    default = Secret(f"sqlite:///{var_of(root) / DATABASE_FILE}")
    return read.secret("DATABASE_URL", form, expected) or default


def _telegram(read: _Reader, *, production: bool) -> Telegram | None:
    token = read.secret("TELEGRAM_TOKEN", re.compile(r"\d+:[\w-]{20,}", re.ASCII), "a bot's token")
    secret = read.secret(
        "TELEGRAM_SECRET",
        re.compile(r"[\w-]{16,256}", re.ASCII),
        "16 to 256 letters, digits, _ and -",
    )
    api_url = read.url("TELEGRAM_API_URL") or TELEGRAM_API
    protect = read.choice("TELEGRAM_PROTECT", FLAGS, default=False)
    if read.given("TELEGRAM_SECRET") and not read.given("TELEGRAM_TOKEN"):
        read.refuse("TELEGRAM_TOKEN", f"a value, because {PREFIX}TELEGRAM_SECRET has one")
    if production and read.given("TELEGRAM_TOKEN") and not read.given("TELEGRAM_SECRET"):
        read.refuse(
            "TELEGRAM_SECRET",
            "a value in production, where Telegram calls a webhook; fetching is for development",
        )
    if token is None:
        return None
    return Telegram(token=token, secret=secret, api_url=api_url, protect=protect)


def _twilio(read: _Reader) -> Twilio | None:
    sid = read.text("TWILIO_ACCOUNT_SID", re.compile(r"AC[0-9a-f]{32}"), "AC and 32 hex digits")
    token = read.secret("TWILIO_AUTH_TOKEN", re.compile(r"\S{16,}"), "the account's auth token")
    sent_from = read.text(
        "TWILIO_FROM",
        re.compile(r"\+[1-9]\d{6,14}|\d{3,8}|MG[0-9a-f]{32}", re.ASCII),
        "a number in E.164 (+ and digits), a short code, or a messaging service's SID",
    )
    api_url = read.url("TWILIO_API_URL") or TWILIO_API
    keeps = read.choice("TWILIO_KEEPS", KEEPS, default="redact")
    read.together("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM", needs=("PUBLIC_URL",))
    if sid is None or token is None or sent_from is None:
        return None
    return Twilio(
        account_sid=sid, auth_token=token, sent_from=sent_from, api_url=api_url, keeps=keeps
    )


class _Reader:
    """
    Reads variables by their names without the prefix, and notes what is wrong with them.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._given = {
            name.removeprefix(PREFIX): value.strip()
            for name, value in environment.items()
            if name.startswith(PREFIX) and value.strip()
        }
        self._asked: set[str] = set()
        self.problems: list[str] = []

    def given(self, name: str) -> bool:
        """
        Whether there is anything under this name, or a file that holds it.
        """
        return name in self._given or name + FROM_FILE in self._given

    def refuse(self, name: str, expected: str) -> None:
        """
        Note that a variable isn't what it should be.
        """
        self.problems.append(f"{PREFIX}{name}: expected {expected}")

    def unknown(self) -> tuple[str, ...]:
        """
        The variables that nobody asked for, so probably misspelt ones.
        """
        return tuple(sorted(PREFIX + name for name in set(self._given) - self._asked))

    def text(self, name: str, form: re.Pattern[str], expected: str) -> str | None:
        """
        The text of a variable, if it has this form.
        """
        value = self._value(name)
        if value is None or form.fullmatch(value):
            return value
        self.refuse(name, expected)
        return None

    def secret(self, name: str, form: re.Pattern[str], expected: str) -> Secret | None:
        """
        A text that doesn't print; it may stand in a file that `NAME_FILE` names.
        """
        self._asked.add(name + FROM_FILE)
        path = self._given.get(name + FROM_FILE)
        if path is not None:
            self._read_file(name, Path(path))
        text = self.text(name, form, expected)
        return None if text is None else Secret(text)

    def choice(self, name: str, values: Mapping[str, T], default: T) -> T:
        """
        What one of a few words stands for.
        """
        value = self._value(name)
        if value is None:
            return default
        if value.lower() not in values:
            self.refuse(name, " or ".join(values))
        return values.get(value.lower(), default)

    def count(self, name: str, default: int) -> int:
        """
        A whole number, 0 or more.
        """
        value = self.text(name, re.compile(r"\d{1,6}", re.ASCII), "a whole number, 0 or more")
        return default if value is None else int(value)

    def url(self, name: str) -> str | None:
        """
        A web address, without a slash at its end.
        """
        value = self._value(name)
        if value is None or _is_url(value):
            return value
        self.refuse(name, "an address that begins with https:// or http://")
        return None

    def site(self, name: str, *, https: bool) -> str | None:
        """
        The address of a whole site: nothing after host and port.
        """
        value = self._value(name)
        if value is None:
            return None
        schemes = ("https",) if https else ("https", "http")
        site = value.rstrip("/").lower()
        if _is_site(site, schemes):
            return site
        self.refuse(name, f"{schemes[0]}:// and a host, with nothing after it")
        return None

    def sites(self, name: str) -> tuple[str, ...]:
        """
        Several sites with commas or spaces between them.
        """
        sites = [each.rstrip("/").lower() for each in re.split(r"[\s,]+", self._value(name) or "")]
        wanted = tuple(dict.fromkeys(each for each in sites if each))
        if all(_is_site(each, ("https", "http")) for each in wanted):
            return wanted
        self.refuse(name, "addresses like https://help.example with commas between, and no *")
        return ()

    def together(self, *names: str, needs: tuple[str, ...] = ()) -> None:
        """
        Note what is missing of variables that go together, and of those that they need.
        """
        given = [name for name in names if self.given(name)]
        for name in (*names, *needs) if given else ():
            if not self.given(name):
                self.refuse(name, f"a value, because {PREFIX}{given[0]} has one")

    def _value(self, name: str) -> str | None:
        self._asked.add(name)
        return self._given.get(name)

    def _read_file(self, name: str, path: Path) -> None:
        try:
            self._given[name] = path.read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            self.refuse(name + FROM_FILE, "a file that can be read")


def _is_url(text: str) -> bool:
    parts = _split(text)
    return parts is not None and parts.scheme in ("https", "http") and bool(parts.hostname)


def _is_site(text: str, schemes: tuple[str, ...]) -> bool:
    parts = _split(text)
    if parts is None or "*" in text or "@" in text:
        return False
    return (
        parts.scheme in schemes
        and text == f"{parts.scheme}://{parts.netloc}" != f"{parts.scheme}://"
    )


def _split(text: str) -> SplitResult | None:
    """
    The parts of an address; `None` if it has spaces, a port that isn't one, or brackets in the wrong place.
    """
    if re.search(r"\s", text):
        return None
    with suppress(ValueError):
        parts = urlsplit(text)
        if parts.port != 0:
            return parts
    return None
