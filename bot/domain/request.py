"""
What a turn asks of the store, beside keeping the conversation: orders that custom actions give and the turn's commit carries out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.errors import ActionFailed, StateUnreadable

Format = Literal["pdf", "csv", "json"]
Purpose = Literal["notice", "retention"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LockLog:
    """
    Lock the log with the PIN that was given in this turn; one that is locked already stays as it is.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlockLog:
    """
    Take the PIN away from a log that is open.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ShutLog:
    """
    Close a log that was opened with its PIN: from now on it is needed again.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCode:
    """
    Let the log be found again by this case code; an older code ends.
    """

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCase:
    """
    Write to the log that was found by its case code in this turn, and bring along what was noted here.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDownload:
    """
    Let whoever has `token` fetch the log once, within a quarter of an hour.

    `zone` is the IANA time zone that times are shown in.
    """

    token: str = field(repr=False)
    format: Format
    zone: str = "UTC"
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """
    Say the response to this person at `at` (ISO time, aware), on the channel that they write on.

    A "retention" reminder moves along when the erasing that it warns of is put off.
    """

    at: str
    response: str
    purpose: Purpose = "notice"

    @property
    def moment(self) -> datetime:
        """
        When it is due, aware; raises `StateUnreadable` if `at` is no such time.
        """
        try:
            moment = datetime.fromisoformat(self.at.replace("Z", "+00:00"))
        except ValueError as error:
            raise StateUnreadable from error
        if moment.tzinfo is None:
            raise StateUnreadable
        return moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetReminders:
    """
    Drop the reminders that are pending, and with them the person's number.
    """

    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepLonger:
    """
    Erase no earlier than in so many days.
    """

    days: int


Request = (
    LockLog
    | UnlockLog
    | ShutLog
    | KeepCode
    | JoinCase
    | OfferDownload
    | Remind
    | ForgetReminders
    | KeepLonger
)

KINDS: Mapping[str, type[Request]] = {
    "lock_log": LockLog,
    "unlock_log": UnlockLog,
    "shut_log": ShutLog,
    "keep_code": KeepCode,
    "join_case": JoinCase,
    "offer_download": OfferDownload,
    "remind": Remind,
    "forget_reminders": ForgetReminders,
    "keep_longer": KeepLonger,
}
"""How a custom action names each: `{"request": "remind", "at": …, "response": …}`."""


def read_request(values: Mapping[str, str | int | None]) -> Request:
    """
    The request that a custom action wrote down; raises `ActionFailed` if it is none.
    """
    told = dict(values)
    kind = KINDS.get(str(told.pop("request", None)))
    if kind is None:
        raise ActionFailed
    try:
        return kind(**told)  # type: ignore[arg-type] # wrong names and missing ones raise; types are checked by use
    except TypeError as error:
        raise ActionFailed from error
