"""
`firsthours test`: plays test conversations.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.check import CONVERSATIONS
from bot.cli.output import console, errors, steps
from bot.cli.start import FAILED, root, settings, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app import Parts
    from bot.e2e.run import Report, Result

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Files, folders, or one case as FILE::NAME; all of ours if there is none."
    ),
]
Update = Annotated[
    bool, typer.Option(help="Write what was said into the files, in place of what was expected.")
]
Cover = Annotated[bool, typer.Option("--coverage", help="Say what no conversation visits.")]


def play(paths: Paths = None, update: Update = False, cover: Cover = False) -> None:
    """
    Play test conversations in Rasa's e2e format.
    """
    with told():
        from bot.app import build_to_forget

        with build_to_forget(settings()) as parts:
            report = play_all(paths or [root() / CONVERSATIONS], parts)
        if update:
            _update(report)
        _show(report)
        if cover:
            _show_coverage(report, parts)
        if not report.passed and not update:
            raise typer.Exit(FAILED)


def play_all(paths: Sequence[Path], parts: Parts) -> Report:
    """
    What came of each case.
    """
    from bot.e2e.reading import read_cases
    from bot.e2e.run import Report, run_case

    cases = read_cases(paths, parts.assistant)
    conversation = parts.conversation
    results: list[Result] = []
    with steps(len(cases), "conversations") as progress:
        for case in cases:
            results.append(run_case(case, conversation))
            progress()
    return Report(results=tuple(results))


def _show(report: Report) -> None:
    out = console()
    for mistake in report.failures:
        out.print(mistake.describe(), style="red", soft_wrap=True)
    failed = sum(not each.passed for each in report.results)
    out.print(f"{len(report.results) - failed} passed, {failed} failed", style="bold")


def _update(report: Report) -> None:
    from bot.e2e.writing import update

    for file in dict.fromkeys(each.case.file for each in report.results):
        if update(Path(file), [each for each in report.results if each.case.file == file]):
            errors().print(f"Updated {file}", soft_wrap=True)


def _show_coverage(report: Report, parts: Parts) -> None:
    from bot.e2e.coverage import coverage, visits_of

    found = coverage(parts.assistant, visits_of(report))
    out = console()
    for kind in ("steps", "branches", "answers", "responses"):
        share = getattr(found, kind)
        out.print(f"{kind:<10} {share.percent:5.1f} % of {share.all}", style="bold")
        for name in share.missing:
            out.print(f"  {name}", soft_wrap=True)
