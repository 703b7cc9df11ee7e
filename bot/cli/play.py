"""
`firsthours test`: plays test conversations.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.check import CONVERSATIONS
from bot.cli.output import console, errors, print_table, steps
from bot.cli.start import FAILED, root, settings, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.app import Parts
    from bot.e2e.coverage import Coverage, Share
    from bot.e2e.run import Report, Result

KINDS = ("steps", "branches", "answers", "responses")
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
ForPrograms = Annotated[bool, typer.Option("--json", help="Print the results as JSON.")]


def play(
    paths: Paths = None,
    update: Update = False,
    cover: Cover = False,
    for_programs: ForPrograms = False,
) -> None:
    """
    Play test conversations in Rasa's e2e format.
    """
    with told():
        from bot.app import build_to_forget

        with build_to_forget(settings()) as parts:
            report = play_all(paths or [root() / CONVERSATIONS], parts)
        if update:
            _update(report)
        found = _coverage(report, parts) if cover else None
        if for_programs:
            _print_json(report, found)
        else:
            _show(report)
            _show_coverage(found)
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


def _coverage(report: Report, parts: Parts) -> Coverage:
    from bot.e2e.coverage import coverage, visits_of

    return coverage(parts.assistant, visits_of(report))


def _show_coverage(found: Coverage | None) -> None:
    """
    A table of how much was visited, and one of what was not.
    """
    if found is None:
        return
    shares = {kind: getattr(found, kind) for kind in KINDS}
    print_table(
        ("", "there are", "never visited", "visited"),
        [
            (kind, str(each.all), str(len(each.missing)), f"{each.percent:.1f} %")
            for kind, each in shares.items()
        ],
    )
    missing = [
        (kind, each.name, f"{each.file}:{each.line}")
        for kind, share in shares.items()
        for each in share.missing
    ]
    if missing:
        console().print()
        print_table(("never visited", "what", "where"), missing)


def _print_json(report: Report, found: Coverage | None) -> None:
    content = {
        "passed": report.passed,
        "conversations": [
            {"name": each.case.name, "file": each.case.file, "line": each.case.line}
            | {"passed": each.passed, "mistakes": [asdict(wrong) for wrong in each.failures]}
            for each in report.results
        ],
        "coverage": {kind: _share(getattr(found, kind)) for kind in KINDS} if found else None,
    }
    console().print(json.dumps(content, indent=1, ensure_ascii=False), soft_wrap=True)


def _share(share: Share) -> dict[str, object]:
    missing = [asdict(each) for each in share.missing]
    return {"all": share.all, "percent": round(share.percent, 1), "missing": missing}
