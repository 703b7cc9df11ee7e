"""
How figures are taken and printed.
"""

from __future__ import annotations

from collections.abc import Sequence


def line(what: str, figure: str, goal: str) -> str:
    """
    One line of the table.
    """
    return f"{what:<44}{figure:>18}   goal {goal}"


def percentile(values: Sequence[float], share: float) -> float:
    """
    The value that `share` (0 to 1) of all don't pass.
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
