"""
One thing that a sentence is and shouldn't be.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """
    Where it stands (lines count from 1), which check found it, the figure or words it found, and what was expected.
    """

    file: str
    line: int
    response: str
    check: str
    figure: str
    expected: str

    def message(self) -> str:
        """
        What is wrong, without the place.
        """
        return f"{self.response}, {self.check}: {self.figure}"
