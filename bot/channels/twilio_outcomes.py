"""
What is done when Twilio says that a message of ours didn't arrive; a table of its error codes, and a pure decision.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Literal
from urllib.parse import urlencode

from starlette.datastructures import FormData

from bot.conversation.delivery import Outgoing, Urgency

Step = Literal["again", "stop", "leave"]

FAILED = frozenset({"failed", "undelivered"})
STEPS: Mapping[int, Step] = {
    30001: "again",  # too much waits to be sent
    30003: "again",  # the phone is off or out of reach
    30008: "again",  # the phone company gives no reason
    30017: "again",  # the phone company's network is congested
    30022: "again",  # more in a moment than the number may send
    30410: "again",  # the phone company didn't answer in time
    21610: "stop",  # the person opted out
    30002: "leave",  # the account is suspended
    30004: "leave",  # the person's number is barred from receiving
    30005: "leave",  # there is no such number
    30006: "leave",  # a landline, or nobody who takes text messages
    30007: "leave",  # taken for spam: the same words would be again
    30010: "leave",  # dearer than the account allows
    30023: "leave",  # no more today
    30034: "leave",  # the number isn't registered
    30036: "leave",  # too late to be of use
}
"""What is done about a message, by Twilio's error code."""
WORTH = {"crisis": 900, "ordinary": 900, "reminder": 3600}
"""Seconds for which Twilio may try to deliver: later somebody else may hold the phone."""
URGENCIES: Mapping[str, Urgency] = {
    "crisis": "crisis",
    "ordinary": "ordinary",
    "reminder": "reminder",
}
LEAST = 60
"""Seconds for which it may try at least."""

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_UNTIL = re.compile(r"\d{9,11}", re.ASCII)
_CODE = re.compile(r"\d{5,6}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """
    A message that didn't arrive: why, and what was known of it when it was sent.

    `number` counts what is sent to a person; it isn't worth sending after `until`; `again` if it was tried twice.
    """

    recipient: str = field(repr=False)
    code: int | None
    urgency: Urgency
    number: int
    until: datetime
    again: bool = False


def next_step(loss: Loss, now: datetime) -> Step:
    """
    Whether the message is sent once more, nothing is sent to this person any more, or it is left at that.

    Only what has an emergency number or a crisis line is sent again for a reason that isn't known here. A reminder never is.
    """
    step = STEPS.get(loss.code or 0, "again" if loss.urgency == "crisis" else "leave")
    if step != "again":
        return step
    useless = loss.again or loss.urgency == "reminder" or now >= loss.until
    return "leave" if useless else "again"


def query_for(outgoing: Outgoing, now: datetime) -> str:
    """
    What Twilio is to tell us again when it reports: how urgent the message was, which one, and until when it is of use.
    """
    until = int(outgoing.notes.get("until", now.timestamp() + WORTH[outgoing.urgency]))
    told = {
        "urgency": outgoing.urgency,
        "number": outgoing.notes.get("number", "0"),
        "until": str(until),
        **({"again": "1"} if "until" in outgoing.notes else {}),
    }
    return urlencode(told)


def seconds_left(outgoing: Outgoing, now: datetime) -> int:
    """
    For how long Twilio may try to deliver: what is sent once more, only for what is left of its time.
    """
    most = WORTH[outgoing.urgency]
    until = outgoing.notes.get("until")
    left = most if until is None else int(until) - int(now.timestamp())
    return max(LEAST, min(most, left))


def read_loss(form: FormData, query: Mapping[str, str]) -> Loss | None:
    """
    The loss that a report tells of; `None` if it tells of none, or not what is needed.
    """
    urgency, recipient = URGENCIES.get(query.get("urgency", "")), form.get("To")
    number, until = query.get("number", ""), query.get("until", "")
    if form.get("MessageStatus") not in FAILED or not isinstance(recipient, str):
        return None
    if urgency is None or not (_NUMBER.fullmatch(number) and _UNTIL.fullmatch(until)):
        return None
    code = form.get("ErrorCode")
    return Loss(
        recipient=recipient,
        code=int(code) if isinstance(code, str) and _CODE.fullmatch(code) else None,
        urgency=urgency,
        number=int(number),
        until=datetime.fromtimestamp(0, timezone.utc) + timedelta(seconds=int(until)),
        again="again" in query,
    )
