"""
`firsthours actions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.start import settings, told

if TYPE_CHECKING:
    from bot.actions_runner import Beside
    from bot.domain.assistant import Assistant
    from bot.settings import Settings

Host = Annotated[str, typer.Option(help="Address to listen on.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
]


def actions(host: Host = "127.0.0.1", port: Port = 5055) -> None:
    """
    Serve the custom actions to other processes, as rasa-sdk's action server does. For Rasa it keeps the logs, too.
    """
    with told():
        from bot.actions_runner import serve_actions
        from bot.app import own_actions
        from bot.cli.logs import configure
        from bot.loading.assistant import load_assistant

        known = settings()
        configure(known.log_level)
        assistant = load_assistant(known.root)
        serve_actions(own_actions(assistant.facts), host, port, _for_rasa(known, assistant))


def _for_rasa(known: Settings, assistant: Assistant) -> Beside:
    """
    Our own store behind the actions, for conversations that Rasa hosts.
    """
    from bot.actions_runner import Beside, InProcessActions
    from bot.app import own_actions, stored
    from bot.channels.downloads import PATH
    from bot.clock import utcnow
    from bot.conversation.acting import Acting
    from bot.rasa.keeping import Keeping

    store = stored(known, assistant.retention)
    acting = Acting(
        actions=InProcessActions(own_actions(assistant.facts)),
        retention=assistant.retention,
        downloads=None if known.public_url is None else f"{known.public_url}{PATH}",
    )
    return Beside(
        hosted=Keeping(assistant=assistant, store=store, acting=acting),
        upkeep=lambda: store.purge_if_due(utcnow()),
    )
