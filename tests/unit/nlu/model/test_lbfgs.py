"""
The optimiser finds known minima.
"""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.arrays import Floats
from bot.nlu.model.lbfgs import minimise


def test_a_stretched_bowl() -> None:
    """
    A quadratic whose directions differ a thousandfold.
    """
    scale = np.array([1.0, 10.0, 1_000.0], dtype=np.float32)
    bottom = np.array([3.0, -2.0, 0.5], dtype=np.float32)

    def loss(point: Floats) -> tuple[float, Floats]:
        off = point - bottom
        return float((scale * off * off).sum()), 2 * scale * off

    found = minimise(loss, np.zeros(3, dtype=np.float32), rounds=100, tolerance=1e-12)

    assert found == pytest.approx(bottom, abs=1e-2)


def test_a_start_at_the_bottom_stays_there() -> None:
    """
    Where no step goes down, it stops.
    """

    def loss(point: Floats) -> tuple[float, Floats]:
        return float((point * point).sum()), 2 * point

    start = np.zeros(2, dtype=np.float32)

    assert minimise(loss, start, rounds=5, tolerance=0.0).tolist() == [0.0, 0.0]


def test_a_slope_that_lies_ends_the_search() -> None:
    """
    If no step along the slope helps, the last point is kept.
    """

    def loss(point: Floats) -> tuple[float, Floats]:
        return float(np.abs(point).sum()), -np.ones_like(point)

    start = np.array([1.0], dtype=np.float32)

    assert minimise(loss, start, rounds=5, tolerance=0.0).tolist() == [1.0]
