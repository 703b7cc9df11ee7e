"""
`firsthours data`: what is stored about people.
"""

from __future__ import annotations

import typer

from bot.cli.output import console
from bot.cli.start import settings, told

data = typer.Typer(help="What is stored about people.", no_args_is_help=True)


@data.command()
def purge() -> None:
    """
    Erase everything whose time is over; the server does it by itself, too.
    """
    with told():
        from bot.app import stored
        from bot.clock import utcnow

        done = stored(settings()).purge(utcnow())
        console().print(
            f"Erased: {done.conversations} conversations, {done.logs} logs, "
            f"{done.deliveries} deliveries."
        )


@data.command()
def rotate() -> None:
    """
    Seal everything with today's secret key; afterwards FIRSTHOURS_PREVIOUS_SECRET_KEYS isn't needed any more.
    """
    with told():
        from bot.app import stored

        done = stored(settings()).rotate()
        console().print(f"Sealed with today's key: {done} keys.")
