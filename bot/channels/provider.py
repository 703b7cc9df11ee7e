"""
What a channel is that a provider stands behind: it takes deliveries at its own addresses, and sends.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from starlette.routing import Route

from bot.conversation.delivering import Delivering
from bot.conversation.delivery import Sender


class Provider(Sender, Protocol):
    """
    One provider's channel, as settings configure it.
    """

    @property
    def name(self) -> str:
        """
        The channel's name, as in `LOOKS`.
        """
        ...

    def routes(self, delivering: Delivering) -> list[Route]:
        """
        The addresses at which the provider tells what comes in.
        """
        ...

    def serving(self, delivering: Delivering) -> AbstractAsyncContextManager[None]:
        """
        What has to be open, or done, while the server serves.
        """
        ...
