"""
Judges probabilities: how honest they are, and where to draw a line through them.
"""

from __future__ import annotations

import numpy as np

from bot.nlu.arrays import Array

CEILING = 0.9  # a threshold above it would let nothing through
FLOOR = 0.01


def expected_error(confidence: Array, right: Array, *, bins: int = 10) -> float:
    """
    Expected calibration error: mean gap between confidence and accuracy, over equal bins of confidence.
    """
    place = np.minimum((np.asarray(confidence) * bins).astype(int), bins - 1)
    gaps = [
        abs(float(confidence[place == i].mean()) - float(right[place == i].mean()))
        * float((place == i).mean())
        for i in range(bins)
        if (place == i).any()
    ]
    return sum(gaps)


def reached_by(values: Array, share: float) -> float:
    """
    The threshold between `FLOOR` and `CEILING` that no more than a share of `values` reach; the floor if there are none.
    """
    if len(values) == 0:
        return FLOOR
    return min(max(float(np.quantile(values, 1.0 - share)), FLOOR), CEILING)
