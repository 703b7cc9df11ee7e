"""
From the fields of Twilio's webhook to a delivery. Where somebody is, as Twilio guesses it, is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NoReturn
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, UploadFile

from bot.conversation.delivery import Delivery, Wish
from bot.errors import Refused

CHANNEL = "sms"
MOST_FIELDS = 200
MOST_FILES = 10
STOPS = frozenset("stop stopall unsubscribe cancel end quit revoke optout".split())
"""Words that a phone company takes, alone in a message, for "send nothing more"; it lets nothing through then."""
STARTS = frozenset("start unstop yes".split())
"""Words that end that."""
ASKED: Mapping[str, Wish] = {"STOP": "stop", "START": "start"}
"""What Twilio says that it has taken a message for."""
HELP = "HELP"
GREETING = "/greet"
"""What somebody says who comes back with such a word."""

_SID = re.compile(r"[SM]M[0-9a-f]{32}", re.ASCII)
_NUMBER = re.compile(r"\+[1-9]\d{4,14}|\d{3,8}", re.ASCII)
_FILES = re.compile(r"\d{1,2}", re.ASCII)
_KIND = re.compile(r"(image|video|audio|text|application)/.{1,100}", re.DOTALL)
_STATUS = re.compile(r"[a-z_]{1,20}", re.ASCII)

CountryOf = Callable[[str], str | None]


def refuse(field: str) -> NoReturn:
    """
    Refuse a form: raises `Refused`, which names the field and never shows the value.
    """
    raise Refused(400, "BadRequest", f"The field {field} is missing, repeated or malformed.")


def read_form(body: bytes) -> FormData:
    """
    The fields in a body, blank ones included: they are signed, too. Raises `Refused`.
    """
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        # The cause quotes the body, so it isn't chained.
        raise Refused(400, "BadRequest", "The body is not a form.") from None
    return FormData(list[tuple[str, UploadFile | str]](pairs))


def read_delivery(form: FormData, now: datetime, country_of: CountryOf) -> Delivery:
    """
    The text message in a form whose signature is good. It doesn't prove where a field ends, so their shape is looked at.

    Raises `Refused`.
    """
    sid, sender = field(form, "MessageSid", _SID), field(form, "From", _NUMBER)
    text = one(form, "Body") if "Body" in form else ""
    wish = _wish(form, text)
    files = _files(form)
    back = wish == "start" and text.strip().casefold() != "yes"
    return Delivery(
        channel=CHANNEL,
        delivery_id=sid,
        sender=sender,
        text=GREETING if back else _as_typed(text),
        received=now,
        attachments=files,
        country=country_of(sender),
        wish=wish,
        notes={"sid": sid, **({"files": "1"} if files else {})},
    )


def is_answered_by_provider(form: FormData) -> bool:
    """
    Whether Twilio has answered a request for help itself, with the text that the operator gave it.
    """
    return form.get("OptOutType") == HELP


def status_of(form: FormData) -> tuple[str, str]:
    """
    Which message has got how far. Raises `Refused`.
    """
    return field(form, "MessageSid", _SID), field(form, "MessageStatus", _STATUS)


def one(form: FormData, name: str) -> str:
    """
    The only value of a field. Raises `Refused`.
    """
    values = form.getlist(name)
    if len(values) != 1 or not isinstance(values[0], str):
        refuse(name)
    return values[0]


def field(form: FormData, name: str, shape: re.Pattern[str]) -> str:
    """
    The only value of a field, in this shape. Raises `Refused`.
    """
    value = one(form, name)
    return value if shape.fullmatch(value) else refuse(name)


def _wish(form: FormData, text: str) -> Wish | None:
    told = form.get("OptOutType")
    if isinstance(told, str) and told in ASKED:
        return ASKED[told]
    word = text.strip().casefold()
    if word in STOPS:
        return "stop"
    return "start" if word in STARTS else None


def _as_typed(text: str) -> str:
    """
    The words; a payload is pressed where there are buttons, and here there are none.
    """
    return text.lstrip("/ ") if text.lstrip().startswith("/") else text


def _files(form: FormData) -> tuple[str, ...]:
    """
    The kinds of files that came along. Their addresses aren't even read.
    """
    if "NumMedia" not in form:
        return ()
    number = min(int(field(form, "NumMedia", _FILES)), MOST_FILES)
    kinds = (str(form.get(f"MediaContentType{place}", "")) for place in range(number))
    return tuple(
        dict.fromkeys(
            kind.partition("/")[0] if _KIND.fullmatch(kind) else "file" for kind in kinds
        )
    )
