"""
`firsthours log`: logs that people handed over.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import console
from bot.cli.start import FAILED

if TYPE_CHECKING:
    from bot.export.verify import Verdict

log = typer.Typer(help="Logs that people handed over.", no_args_is_help=True)

Handed = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, readable=True, help="A PDF, CSV or JSON file."),
]
Noted = Annotated[
    str | None,
    typer.Option("--last-hash", help="The last entry's fingerprint, if it was noted elsewhere."),
]

FAULTS = {
    "changed": "Entry {number} was changed.",
    "missing": "Entry {number} is missing.",
    "added": "Entry {number} was added.",
    "outside": "The entries are whole, but what stands around them was changed.",
    "not_compared": (
        "The entries in this file's data are whole. Its pages were made by another version, "
        "so they can't be compared with the data; read the attached log.json instead."
    ),
    "other_log": "The file is whole, but its last entry isn't the one expected: it is another log, or was rewritten.",
    "unreadable": "This is no log of First Hours, or it is damaged beyond reading.",
}


@log.callback()
def logs() -> None:
    """
    Logs that people handed over.
    """


@log.command()
def verify(file: Handed, last_hash: Noted = None) -> None:
    """
    Check offline that nothing was changed, left out or added; names the first entry that was.
    """
    from bot.export.verify import verify as verdict_on

    verdict = verdict_on(file.read_bytes(), last_hash)
    console().print(told(verdict), soft_wrap=True)
    if verdict.fault is not None:
        raise typer.Exit(FAILED)


def told(verdict: Verdict) -> str:
    """
    A verdict in a sentence.
    """
    if verdict.fault is not None:
        return FAULTS[verdict.fault].format(number=verdict.number)
    entries = "1 entry" if verdict.count == 1 else f"{verdict.count} entries"
    return f"Nothing was changed: {entries}, the last with the fingerprint {verdict.last_hash}."
