"""
The numbers of the messages in a chat, for clearing it: never what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class ChatMessages(Protocol):
    """
    Keeps which messages a chat holds, of both sides, for as long as they can be deleted (48 hours).
    """

    def note(self, channel: str, sender: str, message: int, now: datetime) -> None:
        """
        A message is in this person's chat; noting it twice changes nothing.
        """
        ...

    def noted(self, channel: str, sender: str, now: datetime) -> tuple[int, ...]:
        """
        The messages in this person's chat that aren't too old to be deleted, oldest first.
        """
        ...

    def forget(self, channel: str, sender: str, messages: Sequence[int]) -> None:
        """
        These messages are gone.
        """
        ...
