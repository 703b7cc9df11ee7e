"""
`make bench`: prints what it costs, on this machine, now.
"""

from __future__ import annotations

from bench.engine import engine_lines
from bench.hosts import host_lines
from bench.page import page_lines
from bench.record import record_lines
from bench.serving import serving_lines
from bench.understanding import understanding_lines


def main() -> None:
    """
    Print one line a figure: what, how much, the goal.
    """
    for lines in (
        engine_lines(),
        record_lines(),
        understanding_lines(),
        serving_lines(),
        page_lines(),
        host_lines(),
    ):
        for line in lines:
            print(line)


if __name__ == "__main__":
    main()
