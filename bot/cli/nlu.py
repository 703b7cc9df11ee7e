"""
`firsthours nlu`: what a message means.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import console
from bot.cli.start import settings, told

nlu = typer.Typer(help="What messages mean.", no_args_is_help=True)

Text = Annotated[str, typer.Argument(help="A message.")]


@nlu.command()
def parse(text: Text) -> None:
    """
    Print the parse of one message as JSON, in the form of POST /model/parse.
    """
    with told():
        import json

        from bot.app import understanding
        from bot.channels.model import as_rasa_parse

        found = as_rasa_parse(understanding(settings()).parse(text))
        console().print(json.dumps(found, indent=1, ensure_ascii=False), soft_wrap=True)
