"""
A person's log as a file in the chat, instead of the link to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.export.file import File

_BEHIND = r"/([\w-]{20,})"

MOST = 20
"""Files that wait in memory at once, where Telegram says "later"."""


@dataclass(kw_only=True)
class Files:
    """
    Finds the link in a message and takes what it stands for, once; kept in memory only until it is sent.

    `address` is that of downloads, without a token; `lost` is said where there is no file any more.
    """

    address: str | None
    take: Callable[[str, datetime], File | None]
    lost: str
    _taken: dict[str, File] = field(default_factory=dict, repr=False)

    def named_in(self, text: str) -> bool:
        """
        Whether there is a link in this text.
        """
        return self._link(text) is not None

    def taken(self, text: str, now: datetime) -> tuple[str, File | None]:
        """
        What stands beside the link, and the file; without one, what is said instead.
        """
        link = self._link(text)
        if link is None:
            return text, None
        token = link.group(1)
        file = self._taken.get(token) or self.take(token, now)
        if file is None:
            return self.lost, None
        self._taken = dict([*self._taken.items(), (token, file)][-MOST:])
        lines = (text[: link.start()] + text[link.end() :]).split("\n")
        return "\n".join(line.strip() for line in lines if line.strip()), file

    def forget(self, text: str) -> None:
        """
        The file was sent.
        """
        link = self._link(text)
        if link is not None:
            self._taken.pop(link.group(1), None)

    def _link(self, text: str) -> re.Match[str] | None:
        return re.search(re.escape(self.address) + _BEHIND, text) if self.address else None
