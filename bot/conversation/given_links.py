"""
Answers to the question for links that aren't links: accounts, and what can't be noted, with what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.address import MAX_ADDRESS, Refused, normalize_address
from bot.domain.command import Acknowledge, CannotHandle, Clarify, Command, SetSlot

LINKS, WHY = "links", "link_refused"
ACCOUNTS = "accounts"
GIVEN = frozenset({LINKS, ACCOUNTS})
ONE = "one"
"""What is told beside what was given: one of them can't be read."""
TOLD = ("too_long", "not_a_page", "private", "not_an_address")
"""Reasons that are told; what is only no link, and doesn't begin like one, is understood as words."""
_BEGINS_LIKE_ONE = re.compile(r"https?:/|www\.", re.IGNORECASE)


def refusal(text: str) -> str | None:
    """
    Why something in the message is no address to note, if it looks like one.
    """
    reasons = {_reason(word) for word in text.split()}
    return next((each for each in TOLD if each in reasons), None)


def put_right(commands: tuple[Command, ...], text: str, *, asked: bool) -> tuple[Command, ...]:
    """
    The commands of a message, put right where it holds such a thing; `asked` if links were asked for.

    A link that is too long is never noted: only a part of it would be. Beside what can be noted, what can't be is told.
    """
    reason = refusal(text)
    given = {each.slot for each in commands if isinstance(each, SetSlot) and each.slot in GIVEN}
    if reason is None or (reason != "too_long" and (given or not asked)):
        right = _with_accounts(commands) if asked and given == {ACCOUNTS} else commands
        beside = reason == "not_an_address" and bool(given)
        return (*right, SetSlot(slot=WHY, value=ONE)) if beside else right
    facts = _facts(commands)
    told = SetSlot(slot=WHY, value=reason)
    return (
        (*facts, SetSlot(slot=LINKS, value=[]), told) if asked else (*facts, told, Acknowledge())
    )


def _with_accounts(commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """
    An account is an answer to the question for links, too.
    """
    rest = tuple(
        each for each in commands if not isinstance(each, (Acknowledge, CannotHandle, Clarify))
    )
    return (*rest, SetSlot(slot=LINKS, value=[]))


def _reason(word: str) -> str | None:
    if len(word) > MAX_ADDRESS:
        return "too_long" if "." in word or "/" in word else None
    address = normalize_address(word)
    if not isinstance(address, Refused):
        return None
    seems_one = _BEGINS_LIKE_ONE.match(word) is not None
    return address.reason if address.reason != "not_an_address" or seems_one else None


def _facts(commands: Sequence[Command]) -> tuple[SetSlot, ...]:
    return tuple(each for each in commands if isinstance(each, SetSlot) and each.slot != LINKS)
