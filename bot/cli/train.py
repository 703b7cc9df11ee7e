"""
`firsthours train`.
"""

from __future__ import annotations

from bot.cli.output import console, errors
from bot.cli.start import settings, told


def train() -> None:
    """
    Train the understanding on data/nlu; quick if nothing has changed.
    """
    with told():
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        from bot.app import config
        from bot.loading.yaml_lines import read
        from bot.nlu.training.run import train as run

        known = settings()
        columns = (TextColumn("{task.description:<22}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=errors(), transient=True) as progress:
            task = progress.add_task("training", total=1.0)

            def show(doing: str, share: float) -> None:
                progress.update(task, description=doing, completed=share)

            report = run(config(known), known.root / "data" / "nlu", known.model, show, read=read)
        _tell(report.notice, cached=report.cached, examples=report.examples)


def _tell(notice: str, *, cached: bool, examples: int) -> None:
    if cached:
        console().print(f"The model is up to date ({examples} examples).")
        return
    console().print(f"Trained on {examples} examples.")
    if notice:
        errors().print(notice)
