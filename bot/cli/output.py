"""
Where commands print: colours only where a person looks and wants them.
"""

from __future__ import annotations

from rich.console import Console


def console() -> Console:
    """
    What was asked for.
    """
    return Console(highlight=False, markup=False, emoji=False)


def errors() -> Console:
    """
    What went wrong, and progress.
    """
    return Console(stderr=True, highlight=False, markup=False, emoji=False)
