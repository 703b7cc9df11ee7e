"""
`firsthours serve`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import errors
from bot.cli.start import FAILED, settings, told
from bot.cli.telegram import examine_telegram

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """
    Serve web chat, REST and webhooks until Ctrl-C.
    """
    with told():
        from bot.app import application, build
        from bot.cli.logs import configure
        from bot.cli.server import server

        known = settings()
        configure(known.log_level)
        examine_telegram(known)
        app = application(build(known, f"http://{host}:{port}"))
        try:
            server(app, host, port, _ready).run()
        except SystemExit:
            # It has said why; its own code means something else to us.
            raise typer.Exit(FAILED) from None
        except KeyboardInterrupt:
            pass


def _ready(address: str) -> None:
    errors().print(f"First Hours is on {address}  (Ctrl-C stops it)", soft_wrap=True)
