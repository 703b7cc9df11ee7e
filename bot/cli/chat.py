"""
`firsthours chat`: a talk in the terminal, kept nowhere unless `--save` asks for it.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import console, errors
from bot.cli.start import settings, told

if TYPE_CHECKING:
    from bot.cli.talk import Talk

Save = Annotated[
    Path | None,
    typer.Option(help="Write the talk into FILE as a test. Say nothing real.", metavar="FILE"),
]
Country = Annotated[str | None, typer.Option(help="Country to begin with, like GB.")]
Language = Annotated[str | None, typer.Option(help="Language to begin with, like es.")]


def chat(save: Save = None, country: Country = None, language: Language = None) -> None:
    """
    Talk to the assistant in this terminal; /exit or Ctrl-D ends it.
    """
    with told():
        from bot.app import build_to_forget
        from bot.cli.talk import Talk, show, typed
        from bot.clock import utcnow

        out = console()
        with build_to_forget(settings()) as parts:
            talk = Talk(
                conversation=parts.conversation,
                clock=utcnow,
                sender=secrets.token_hex(8),
                country=country,
                language=language,
            )
            for text in typed(out):
                show(out, talk.say(text))
        if save is not None:
            _save(talk, save)


def _save(talk: Talk, file: Path) -> None:
    from bot.e2e.writing import talk_as_test

    name = file.stem.replace("_", " ")
    file.write_text(talk_as_test(name, talk.turns), encoding="utf-8")
    errors().print(f"Saved. Play it with: firsthours test {file}", soft_wrap=True)
