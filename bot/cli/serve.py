"""
`firsthours serve`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import errors
from bot.cli.start import FAILED, settings, told
from bot.cli.telegram import examine_telegram
from bot.settings import Settings

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
            server(app, host, port, lambda address: _ready(address, known)).run()
        except SystemExit:
            # It has said why; its own code means something else to us.
            raise typer.Exit(FAILED) from None
        except KeyboardInterrupt:
            pass


def _ready(address: str, known: Settings) -> None:
    for line in (f"First Hours is on {address}  (Ctrl-C stops it)", *doors(known)):
        errors().print(line, soft_wrap=True)


def doors(known: Settings) -> tuple[str, ...]:
    """
    What is open beside the page and REST, and what isn't because it has no settings.
    """
    texts = "off: FIRSTHOURS_TWILIO_ACCOUNT_SID is not set"
    if known.twilio is not None:
        texts = f"on, at {known.public_url}/webhooks/twilio/webhook"
    off = () if known.telegram else ("  Telegram: off: FIRSTHOURS_TELEGRAM_TOKEN is not set",)
    return (f"  text messages: {texts}", *off)
