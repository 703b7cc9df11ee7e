"""
A message on its way through one turn: who it is from, what it means, and the log, looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone

from bot.conversation.ports import LogView, Opened, Store, Understanding
from bot.domain.address import Refused, normalize_address
from bot.domain.evidence import same_account
from bot.domain.message import UserMessage
from bot.domain.parse import Parse
from bot.domain.retention import Retention, kept_until
from bot.domain.slot import Value
from bot.domain.tracker import Tracker


@dataclass(slots=True)
class Reading:
    """
    What a message means: worked out when it is first needed, and only once.
    """

    understanding: Understanding
    text: str = field(repr=False)
    _parse: Parse | None = field(default=None, repr=False)

    @property
    def parse(self) -> Parse:
        """
        The parse of the message.
        """
        if self._parse is None:
            self._parse = self.understanding.parse(self.text)
        return self._parse


@dataclass(slots=True, kw_only=True)
class LogInTurn:
    """
    What a turn may see of a person's log. A wrong PIN is tried once, however often the turn is made anew.
    """

    store: Store
    conversation: str
    now: datetime
    retention: Retention
    _view: LogView | None = field(default=None, repr=False)
    _tried: LogView | None = field(default=None, repr=False)

    def view(self) -> LogView:
        """
        The whole log, as far as it is open.
        """
        if self._view is None:
            self._view = self.store.open_log(self.conversation, pin=None, now=self.now)
        before = self._view.kept_until
        return replace(self._view, kept_until=self._until(before), kept_before=before)

    def again(self) -> None:
        """
        Somebody was faster: look anew. What was guessed isn't guessed a second time.
        """
        self._view = self._tried if self._tried and self._tried.state != "open" else None

    def try_pin(self, pin: str) -> LogView:
        """
        The log, opened with a PIN if it is the right one.
        """
        if self._tried is None or self._tried.state == "open":
            self._tried = self.store.open_log(self.conversation, pin=pin, now=self.now)
        self._view = self._tried
        return self._view

    def try_case(self, code: str, pin: str) -> LogView:
        """
        The log that a code and a PIN stand for.
        """
        if self._tried is None:
            self._tried = self.store.find_case(self.conversation, code=code, pin=pin, now=self.now)
        self._view = self._tried
        return self._view

    def alike(self, tracker: Tracker) -> LogView:
        """
        Only the things that the person names again, and the last one; however long the log, it costs the same.
        """
        wanted = tuple(_samenesses(tracker))
        found = self.store.alike(self.conversation, wanted, now=self.now)
        return LogView(entries=found)

    @property
    def opened(self) -> Opened | None:
        """
        The key of a locked log that this turn looked into.
        """
        return self._view.opened if self._view is not None else None

    def _until(self, before: datetime | None) -> datetime:
        """
        When all is erased, if nobody writes any more: this message counts already.
        """
        moment = kept_until(self.now, self.retention.days)
        until = datetime.fromtimestamp(moment, timezone.utc)
        return until if before is None else max(before, until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """
    A message on its way.
    """

    conversation: str
    message: UserMessage
    log: LogInTurn
    reading: Reading


def _samenesses(tracker: Tracker) -> Iterator[str]:
    for link in _texts(tracker.slots.get("links")):
        address = normalize_address(link)
        yield link
        if not isinstance(address, Refused):
            yield address.normalized
    for account in _texts(tracker.slots.get("accounts")):
        yield same_account(account)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        yield from (each for each in value if isinstance(each, str))
