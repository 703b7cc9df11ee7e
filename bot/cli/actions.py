"""
`firsthours actions`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.start import settings, told

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
]


def actions(host: Host = "127.0.0.1", port: Port = 5055) -> None:
    """
    Serve the custom actions to other processes, as rasa-sdk's action server does.
    """
    with told():
        from bot.actions_runner import serve_actions
        from bot.app import own_actions
        from bot.cli.logs import configure
        from bot.loading.assistant import FACTS
        from bot.loading.facts import load_facts

        known = settings()
        configure(known.log_level)
        serve_actions(own_actions(load_facts(known.root / FACTS)), host, port)
