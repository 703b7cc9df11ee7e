"""
Runs heavy jobs side by side; each on one core, so that numbers come out the same whatever else runs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from threadpoolctl import threadpool_limits

Result = TypeVar("Result")
_CORES = 2


def side_by_side(
    jobs: Sequence[Callable[[], Result]], done: Callable[[float], None] = lambda _: None
) -> list[Result]:
    """
    The results of `jobs` in their order; `done` hears the share that is finished.

    Threads are enough: the libraries let go of Python's lock while they compute.
    """
    found: list[Result] = []
    with threadpool_limits(limits=1), ThreadPoolExecutor(max_workers=_CORES) as pool:
        for result in pool.map(lambda job: job(), jobs):
            found.append(result)
            done(len(found) / len(jobs))
    return found
