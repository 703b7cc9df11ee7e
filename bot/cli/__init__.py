"""
The program `firsthours`: one file a command. Heavy libraries are loaded by the command that needs them.
"""

from __future__ import annotations

import typer

from bot.cli.chat import chat
from bot.cli.serve import serve
from bot.cli.train import train

app = typer.Typer(
    name="firsthours",
    help="First Hours: help in the first hours after intimate images were shared, faked or threatened.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (serve, chat, train):
    app.command()(command)


def main() -> None:
    """
    Run the program; it ends with 0 if all is fine, 1 if a check failed, 2 if it was used wrongly.
    """
    app()
