"""
`firsthours graph`: pictures of flows, for people who write or review them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.check import PAGES
from bot.cli.output import errors
from bot.cli.start import root, told

if TYPE_CHECKING:
    from bot.domain.assistant import Assistant
    from bot.engine.graph import Marks

Name = Annotated[
    str | None, typer.Argument(help="The id of a flow; the whole assistant if there is none.")
]
Out = Annotated[
    Path | None,
    typer.Option(
        help="A file to write; or a folder that is there, which gets a picture of each flow."
    ),
]
Coverage = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="What `firsthours test --coverage --json` printed: shows where no test comes.",
    ),
]
Findings = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="What `firsthours check --json` printed: shows where a rule broke.",
    ),
]
Mermaid = Annotated[bool, typer.Option("--mermaid", help="Mermaid's text instead of SVG.")]
Docs = Annotated[bool, typer.Option("--docs", help="Write the pages of docs/flows anew.")]


def graph(
    name: Name = None,
    out: Out = None,
    coverage: Coverage = None,
    findings: Findings = None,
    mermaid: Mermaid = False,
    docs: Docs = False,
) -> None:
    """
    Draw a flow, or the whole assistant, as SVG.
    """
    with told():
        from bot.loading.assistant import load_assistant

        assistant = load_assistant(root())
        if docs:
            _write_docs(assistant, root() / PAGES)
            return
        marks = _marks(assistant, coverage, findings)
        if out is not None and out.is_dir():
            for each in (None, *assistant.flows):
                drawn = _drawn(assistant, each, marks, mermaid=mermaid)
                _put(drawn, out / f"{each or 'all_flows'}.{'mmd' if mermaid else 'svg'}")
        else:
            _put(_drawn(assistant, name, marks, mermaid=mermaid), out)


def _put(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


def _drawn(assistant: Assistant, name: str | None, marks: Marks, *, mermaid: bool) -> str:
    from bot.drawing.mermaid import as_mermaid
    from bot.drawing.svg import as_svg
    from bot.engine.graph import graph_of, graph_of_all, marked
    from bot.loading.known import one_of

    if name is not None and name not in assistant.flows:
        expected = one_of(name, assistant.flows, "one of docs/flows/README.md")
        wrong = f"there is no flow {name}; expected: {expected}"
        raise typer.BadParameter(wrong)
    graph = graph_of(assistant, name) if name is not None else graph_of_all(assistant)
    return (as_mermaid if mermaid else as_svg)(marked(graph, marks))


def _marks(assistant: Assistant, coverage: Path | None, findings: Path | None) -> Marks:
    """
    What the two reports say of the steps.
    """
    from bot.engine.graph import Marks, step_at

    missing = _read(coverage, "coverage", "firsthours test --coverage --json") if coverage else {}
    found = _read(findings, "conversations", "firsthours check --json") if findings else []
    broken: dict[str, tuple[str, ...]] = {}
    for each in found:
        step = step_at(assistant, each["file"], each["line"])
        if step is not None:
            broken[step] = tuple(dict.fromkeys((*broken.get(step, ()), each["rule"])))
    shares = [missing[kind]["missing"] for kind in ("steps", "branches") if missing]
    return Marks(
        missing=frozenset(each["name"] for share in shares for each in share), broken=broken
    )


def _read(file: Path, key: str, command: str) -> Any:
    """
    One part of a report.
    """
    try:
        part = json.loads(file.read_text(encoding="utf-8"))[key]
    except (ValueError, KeyError, TypeError):
        part = None
    if part is None:
        wrong = f"{file} is not what `{command}` prints"
        raise typer.BadParameter(wrong)
    return part


def _write_docs(assistant: Assistant, folder: Path) -> None:
    """
    Write the pages that are new or have changed, and delete those of flows that are gone.
    """
    from bot.drawing.pages import pages

    made = pages(assistant)
    folder.mkdir(parents=True, exist_ok=True)
    for page in folder.glob("*.md"):
        if page.name not in made:
            page.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    errors().print(f"{len(made)} pages in {folder}", soft_wrap=True)
