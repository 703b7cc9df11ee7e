"""
Logs that were opened with their PIN a moment ago: in this process's memory only, and only for so long as somebody talks.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.conversation.ports import Opened

OPEN_FOR = timedelta(minutes=15)
"""After so long a silence the PIN is needed again."""


@dataclass(slots=True)
class Unlocked:
    """
    Who has which log open, until when.
    """

    _open: dict[str, tuple[Opened, datetime]] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def hold(self, conversation: str, opened: Opened, now: datetime) -> None:
        """
        Keep a log open for a conversation.
        """
        with self._lock:
            self._open[conversation] = (opened, now + OPEN_FOR)
            for each in [who for who, (_, until) in self._open.items() if until <= now]:
                del self._open[each]

    def find(self, conversation: str, log: str | None, now: datetime) -> Opened | None:
        """
        The log, if this conversation has it open; looking at it keeps it open.
        """
        with self._lock:
            opened, until = self._open.get(conversation, (None, now))
            if opened is None or until <= now or opened.log != log:
                return None
            self._open[conversation] = (opened, now + OPEN_FOR)
            return opened

    def peek(self, conversation: str, log: str | None) -> Opened | None:
        """
        The log, if this conversation had it open a moment ago.
        """
        with self._lock:
            opened, _ = self._open.get(conversation, (None, None))
            return opened if opened is not None and opened.log == log else None

    def shut(self, conversation: str) -> None:
        """
        Close what a conversation has open.
        """
        with self._lock:
            self._open.pop(conversation, None)
