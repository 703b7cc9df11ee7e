"""
From the fields of a request in Rasa's form to a message; wrong ones are refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, NoReturn

from bot.channels.render import LOOKS
from bot.domain.message import UserMessage
from bot.errors import Refused

LONGEST_NAME = 255
OTHER_FILE = "file"
SAME_COUNTRY = {"UK": "GB"}
"""What people write for a country's ISO code."""
EARLIEST = datetime(2000, 1, 1, tzinfo=timezone.utc)
LATEST = datetime(2100, 1, 1, tzinfo=timezone.utc)

_LANGUAGE = re.compile(r"([a-z]{2,3})([-_][a-z0-9]+)*", re.ASCII | re.IGNORECASE)
_COUNTRY = re.compile(r"[a-z]{2}", re.ASCII | re.IGNORECASE)
_TIME_ZONE = re.compile(r"[A-Za-z0-9_+-]{1,30}(/[A-Za-z0-9_+-]{1,30}){0,2}", re.ASCII)
_KIND = re.compile(r"[a-z_]{1,32}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """
    Where and when a request came in; with `pretends` it may say that it came in elsewhere and at another time.
    """

    channel: str
    now: datetime
    pretends: bool


def refuse(field: str, expected: str) -> NoReturn:
    """
    Refuse a field: raises `Refused`, which names the field and never shows the value.
    """
    raise Refused(422, "UnprocessableEntity", f"The field {field} must be {expected}.")


def read_message(body: Mapping[str, Any], here: Here) -> UserMessage:
    """
    The message in a request's body; fields that it doesn't know are left alone, as in Rasa.

    Raises `Refused` at the first field that isn't what it should be.
    """
    metadata = _metadata(body)
    attachments = _attachments(metadata)
    return UserMessage(
        sender=read_sender(body),
        text=_text(body, needed=not attachments),
        channel=_channel(body, here),
        now=_now(metadata, here),
        message_id=_message_id(metadata),
        language=_language(metadata),
        country=_country(metadata),
        time_zone=_form(metadata, "time_zone", _TIME_ZONE, "a time zone like Europe/London"),
        attachments=attachments,
    )


def read_sender(body: Mapping[str, Any]) -> str:
    """
    Who writes. Rasa lets it be missing, and then takes all of these for one person: here it is needed.
    """
    return _name(body.get("sender"), "sender")


def _name(value: Any, field: str) -> str:
    if isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable():
        return value
    refuse(field, f"a text of 1 to {LONGEST_NAME} printable characters")


def _text(body: Mapping[str, Any], *, needed: bool) -> str:
    text = body.get("message")
    if text is None and not needed:
        return ""
    if isinstance(text, str):
        return text
    refuse("message", "a text")


def _metadata(body: Mapping[str, Any]) -> Mapping[str, Any]:
    metadata = body.get("metadata")
    if metadata is None:
        return {}
    if isinstance(metadata, dict):
        return metadata
    refuse("metadata", "an object")


def _message_id(metadata: Mapping[str, Any]) -> str | None:
    value = metadata.get("message_id")
    return None if value is None else _name(value, "metadata.message_id")


def _form(
    metadata: Mapping[str, Any], field: str, form: re.Pattern[str], expected: str
) -> str | None:
    value = metadata.get(field)
    if value is None or (isinstance(value, str) and form.fullmatch(value)):
        return value
    refuse(f"metadata.{field}", expected)


def _language(metadata: Mapping[str, Any]) -> str | None:
    given = _form(metadata, "language", _LANGUAGE, "a language code like en or en-GB")
    return re.split("[-_]", given)[0].lower() if given else None


def _country(metadata: Mapping[str, Any]) -> str | None:
    given = _form(metadata, "country", _COUNTRY, "a country code of two letters, like GB")
    return SAME_COUNTRY.get(given.upper(), given.upper()) if given else None


def _attachments(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """
    The kinds of files that are announced, each once.
    """
    given = metadata.get("attachments")
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        refuse("metadata.attachments", 'a list like [{"type": "image"}]')
    return tuple(dict.fromkeys(_kind(each.get("type")) for each in given))


def _kind(value: Any) -> str:
    return value if isinstance(value, str) and _KIND.fullmatch(value) else OTHER_FILE


def _channel(body: Mapping[str, Any], here: Here) -> str:
    given = body.get("input_channel")
    if given is None or not here.pretends:
        return here.channel
    if isinstance(given, str):
        return given if given in LOOKS else here.channel
    refuse("input_channel", "a text")


def _now(metadata: Mapping[str, Any], here: Here) -> datetime:
    given = metadata.get("now")
    if given is None or not here.pretends:
        return here.now
    now = _moment(given)
    if now is None or not EARLIEST <= now < LATEST:
        refuse("metadata.now", "a time like 2026-03-01T12:00:00+00:00")
    return now


def _moment(given: Any) -> datetime | None:
    """
    The time that an ISO text names, in UTC where it names no zone.
    """
    if not isinstance(given, str):
        return None
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
