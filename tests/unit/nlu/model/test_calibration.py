"""
Honesty of probabilities, and lines through them.
"""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.model.calibration import CEILING, FLOOR, expected_error, reached_by


@pytest.mark.parametrize(
    ("confidence", "right", "error"),
    [
        ([0.95, 0.95, 0.95, 0.95], [1, 1, 1, 1], 0.05),
        ([0.9, 0.9], [0, 0], 0.9),
        ([0.55, 0.55, 0.05, 0.05], [1, 0, 0, 0], 0.05),
        ([1.0], [1], 0.0),
    ],
)
def test_expected_error(confidence: list[float], right: list[int], error: float) -> None:
    """
    The gap between confidence and accuracy, weighed by how many there are.
    """
    found = expected_error(np.array(confidence), np.array(right))

    assert found == pytest.approx(error)


def test_reached_by() -> None:
    """
    The wanted share is at or above the threshold.
    """
    values = np.linspace(0.0, 0.8, 101)
    limit = reached_by(values, 0.1)

    assert float((values >= limit).mean()) == pytest.approx(0.1, abs=0.011)


@pytest.mark.parametrize(
    ("values", "limit"), [([], FLOOR), ([0.0, 0.0], FLOOR), ([1.0, 1.0], CEILING)]
)
def test_a_threshold_stays_within_reason(values: list[float], limit: float) -> None:
    """
    It never lets everything through, nor nothing.
    """
    assert reached_by(np.array(values), 0.5) == limit
