"""
The web server, which tells its address once it answers there.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable

import uvicorn
from starlette.types import ASGIApp

GRACE_SECONDS = 10
"""How long a request that is under way may take when the server is stopped."""


class Server(uvicorn.Server):
    """
    Calls `ready` with each address that it listens on.
    """

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """
        Begin to listen.
        """
        await super().startup(sockets)
        for address in addresses(each for server in self.servers for each in server.sockets):
            self._ready(address)


def addresses(sockets: Iterable[socket.socket]) -> list[str]:
    """
    The web address of each socket, as one types it.
    """
    names = sorted({each.getsockname()[:2] for each in sockets})
    return [f"http://{f'[{host}]' if ':' in host else host}:{port}" for host, port in names]


def server(app: ASGIApp, host: str, port: int, ready: Callable[[str], None]) -> Server:
    """
    A server that says nothing about itself and writes no log of its own.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return Server(config, ready)
