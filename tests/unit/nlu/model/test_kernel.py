"""
Likeness to examples, and the votes that come of it.
"""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.arrays import Floats
from bot.nlu.model import kernel


def _rows(count: int = 60, size: int = 16) -> Floats:
    return np.random.default_rng(3).normal(size=(count, size)).astype(np.float32)


def test_the_space_centres_and_keeps_what_spreads() -> None:
    """
    With all directions kept, lengths are 1 and the mean of each part was taken off.
    """
    rows = _rows() + np.float32(5.0)
    space = kernel.fit_space(rows, parts=2, kept=16)
    points = space.project(rows)

    assert np.linalg.norm(points, axis=1) == pytest.approx(np.ones(60), abs=1e-4)
    assert kernel.fit_space(rows, parts=2, kept=4).project(rows).shape == (60, 4)


def test_a_message_is_most_like_itself() -> None:
    """
    The diagonal is 1 and nothing is more.
    """
    rows = _rows()
    points = kernel.fit_space(rows, parts=2, kept=16).project(rows)
    alike = kernel.likeness(points, points)

    assert np.diag(alike) == pytest.approx(np.ones(60), abs=1e-4)
    assert float(alike.max()) <= 1.0 + 1e-4
    assert float(alike.min()) >= np.exp(-2.0) - 1e-4


def test_eight_bits_keep_points_nearly() -> None:
    """
    What comes back differs by half a level at most.
    """
    points = _rows()
    levels, scale = kernel.in_levels(points)

    assert float(np.abs(levels).max()) == 127.0
    assert np.abs(kernel.kept_points(points) - points).max() <= scale.max() / 2 + 1e-6


def test_votes_give_the_examples_their_own_class() -> None:
    """
    Ridge regression on likeness finds the classes again.
    """
    rows = _rows()
    target = np.arange(60, dtype=np.int32) % 3
    points = kernel.fit_space(rows, parts=2, kept=16).project(rows)
    votes = kernel.fit_votes(points, kernel.one_hot(target, 3), ridge=0.01)

    found = (kernel.likeness(points, points) @ votes).argmax(axis=1)

    assert found.tolist() == target.tolist()


def test_one_hot_is_centred() -> None:
    """
    A class's goal is 1 for its own and 0 for others, less the mean.
    """
    found = kernel.one_hot(np.array([1], dtype=np.int32), 4)

    assert found.tolist() == [[-0.25, 0.75, -0.25, -0.25]]
