"""
Where commands print: colours only where a person looks and wants them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """
    What was asked for.
    """
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def errors() -> Console:
    """
    What went wrong, and progress.
    """
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """
    Columns under a heading, each as wide as its longest word; a line a row, however narrow the terminal is.
    """
    out = console()
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for number, row in enumerate((head, *rows)):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        out.print(line.rstrip(), style=None if number else "bold", soft_wrap=True)


Show = Callable[[str, float], None]


@contextmanager
def bar() -> Iterator[Show]:
    """
    A bar for long work, which is gone afterwards; tell it what is being done and which share of the whole is.
    """
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors(), transient=True) as progress:
        task = progress.add_task("", total=1.0)

        def show(doing: str, share: float) -> None:
            progress.update(task, description=doing, completed=share)

        yield show


@contextmanager
def steps(number: int, what: str) -> Iterator[Callable[[], None]]:
    """
    A bar for `number` things; call it after each.
    """
    done = 0
    with bar() as show:

        def one_more() -> None:
            nonlocal done
            done += 1
            show(f"{done} of {number} {what}", done / number)

        yield one_more
