"""
How commands begin: settings, logging, and mistakes told instead of a trace.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from bot.cli.output import errors
from bot.errors import ContentError, FirstHoursError, SettingsError
from bot.settings import Settings, content_root, read_settings

FINE, FAILED, WRONG_USE = 0, 1, 2


@contextmanager
def told() -> Iterator[None]:
    """
    Tell what is wrong and end with the right code, instead of showing a trace.
    """
    try:
        yield
    except SettingsError as error:
        _tell("These settings are wrong:", error.problems)
        raise typer.Exit(WRONG_USE) from None
    except ContentError as error:
        _tell("These files have mistakes:", [each.describe() for each in error.mistakes])
        raise typer.Exit(FAILED) from None
    except FirstHoursError as error:
        _tell(str(error))
        raise typer.Exit(FAILED) from None


def _tell(title: str, lines: Sequence[str] = ()) -> None:
    console = errors()
    console.print(title, style="bold red")
    for line in lines:
        console.print(f"  {line}", style="red", soft_wrap=True)


def root() -> Path:
    """
    The folder of the assistant.
    """
    return content_root(Path.cwd())


def settings() -> Settings:
    """
    The settings of this process; says which variables it doesn't know. Raises `SettingsError`.
    """
    found = read_settings(os.environ, root())
    if found.unknown:
        _tell("These settings aren't known, so they do nothing:", found.unknown)
    return found
