"""
The program `firsthours`: one file a command. Heavy libraries are loaded by the command that needs them.
"""

from __future__ import annotations

from collections.abc import Callable

import typer

from bot.cli.actions import actions
from bot.cli.chat import chat
from bot.cli.check import check
from bot.cli.data import data
from bot.cli.graph import graph
from bot.cli.log import log
from bot.cli.nlu import nlu
from bot.cli.play import play
from bot.cli.serve import serve
from bot.cli.telegram import telegram
from bot.cli.train import train
from bot.cli.twilio import twilio

app = typer.Typer(
    name="firsthours",
    help="First Hours: help in the first hours after intimate images were shared, faked or threatened.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: dict[str, Callable[..., None]] = {
    "serve": serve,
    "chat": chat,
    "train": train,
    "check": check,
    "test": play,
    "graph": graph,
    "actions": actions,
}

for name, command in COMMANDS.items():
    app.command(name)(command)
app.add_typer(nlu, name="nlu")
app.add_typer(log, name="log")
app.add_typer(data, name="data")
app.add_typer(telegram, name="telegram")
app.add_typer(twilio, name="twilio")


def main() -> None:
    """
    Run the program; it ends with 0 if all is fine, 1 if a check failed, 2 if it was used wrongly.
    """
    app()
