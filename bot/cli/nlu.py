"""
`firsthours nlu`: what messages mean, and how well they are understood.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.check import EXAMPLES
from bot.cli.output import bar, console
from bot.cli.start import settings, told

if TYPE_CHECKING:
    from bot.nlu.evaluation.measures import Report
    from bot.nlu.understanding import Understanding

nlu = typer.Typer(help="What messages mean.", no_args_is_help=True)

Text = Annotated[str, typer.Argument(help="A message.")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Labelled messages: nlu.yml, or CSV with the columns text and intent."),
]
ForPrograms = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]
Plot = Annotated[
    Path | None, typer.Option(help="Draw the calibration into FILE.svg.", metavar="FILE")
]

ByAuthor = Annotated[
    bool,
    typer.Option(
        help="Instead of files, our own examples: each author by a model that did not read them."
    ),
]

FILES_OR_AUTHORS = "Give files, or --by-author."


@nlu.command()
def parse(text: Text) -> None:
    """
    Print the parse of one message as JSON, in the form of POST /model/parse.
    """
    with told():
        from bot.channels.model import as_rasa_parse

        found = as_rasa_parse(_trained().parse(text))
        console().print(json.dumps(found, indent=1, ensure_ascii=False), soft_wrap=True)


@nlu.command("eval")
def evaluate(
    files: Files = None,
    for_programs: ForPrograms = False,
    plot: Plot = None,
    by_author: ByAuthor = False,
) -> None:
    """
    Say how well labelled messages are understood.
    """
    if bool(files) == by_author:
        raise typer.BadParameter(FILES_OR_AUTHORS)
    with told():
        reports = _by_author() if by_author else {"": _of_files(files or [])}
        if plot is not None:
            _draw(list(reports.values())[-1], plot)
        _tell(reports, for_programs=for_programs)


def _of_files(files: list[Path]) -> Report:
    from bot.loading.yaml_lines import read
    from bot.nlu.evaluation.run import evaluate as run

    return run(files, _trained(), read=read)


def _by_author() -> dict[str, Report]:
    from bot.app import config
    from bot.loading.yaml_lines import read
    from bot.nlu.evaluation.run import cross_validate

    known = settings()
    cache = known.var / "model-embeddings.npz"
    with bar() as show:
        return cross_validate(config(known), known.root / EXAMPLES, cache, show, read=read)


def _trained() -> Understanding:
    from bot.app import trained
    from bot.loading.assistant import FACTS
    from bot.loading.facts import load_facts

    known = settings()
    return trained(known, load_facts(known.root / FACTS))


def _draw(report: Report, file: Path) -> None:
    from bot.nlu.evaluation.plot import reliability_svg

    file.write_text(reliability_svg(report.reliability, title=file.stem), encoding="utf-8")


def _tell(reports: dict[str, Report], *, for_programs: bool) -> None:
    from bot.nlu.evaluation.text import as_data, as_lines

    out = console()
    if for_programs:
        found = {name: as_data(report) for name, report in reports.items()}
        content = found.get("", found)
        out.print(json.dumps(content, indent=1, ensure_ascii=False), soft_wrap=True)
        return
    for name, report in reports.items():
        for line in (name, *as_lines(report)):
            out.print(line, soft_wrap=True)
