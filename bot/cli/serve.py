"""
`firsthours serve`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import errors
from bot.cli.start import settings, told

if TYPE_CHECKING:
    from socket import socket

    import uvicorn

GRACE_SECONDS = 10

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """
    Serve web chat, REST and webhooks until Ctrl-C.
    """
    with told():
        import uvicorn

        from bot.app import application, build
        from bot.cli.logs import configure

        configure()
        config = uvicorn.Config(
            application(build(settings())),
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        with suppress(KeyboardInterrupt):
            _server(config).run()


def _server(config: uvicorn.Config) -> uvicorn.Server:
    """
    A server that tells its address once it answers there.
    """
    import uvicorn

    class Telling(uvicorn.Server):
        async def startup(self, sockets: list[socket] | None = None) -> None:
            await super().startup(sockets)
            for address in sorted({each.getsockname()[:2] for each in _listening(self)}):
                shown = f"[{address[0]}]" if ":" in address[0] else address[0]
                errors().print(f"First Hours is on http://{shown}:{address[1]}  (Ctrl-C stops it)")

    return Telling(config)


def _listening(server: uvicorn.Server) -> Iterator[socket]:
    for each in server.servers:
        yield from each.sockets
