"""
`firsthours train`.
"""

from __future__ import annotations

from bot.cli.check import EXAMPLES
from bot.cli.output import bar, console, errors
from bot.cli.start import settings, told


def train() -> None:
    """
    Train the understanding on data/nlu; quick if nothing has changed.
    """
    with told():
        from bot.app import config
        from bot.loading.yaml_lines import read
        from bot.nlu.training.run import train as run

        known = settings()
        with bar() as show:
            report = run(config(known), known.root / EXAMPLES, known.model, show, read=read)
        _tell(report.notice, cached=report.cached, examples=report.examples)


def _tell(notice: str, *, cached: bool, examples: int) -> None:
    if cached:
        console().print(f"The model is up to date ({examples} examples).")
        return
    console().print(f"Trained on {examples} examples.")
    if notice:
        errors().print(notice)
