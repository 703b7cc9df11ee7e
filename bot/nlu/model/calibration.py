"""
Makes probabilities honest: one temperature, and thresholds chosen on messages kept out of training.
"""

from __future__ import annotations

import numpy as np

from bot.nlu.arrays import Array, Floats, Ints
from bot.nlu.model.logistic import softmax

_RATIO = (5**0.5 - 1) / 2


def temperature(logits: Floats, target: Ints) -> float:
    """
    What to divide logits by so that `target` becomes likeliest; between 0.2 and 5.
    """

    def surprise(log_t: float) -> float:
        chances = softmax(logits / np.float32(np.exp(log_t)))
        own = chances[np.arange(len(target)), target]
        return float(-np.log(np.maximum(own, 1e-9)).mean())

    low, high = float(np.log(0.2)), float(np.log(5.0))
    for _ in range(30):
        left, right = high - _RATIO * (high - low), low + _RATIO * (high - low)
        if surprise(left) < surprise(right):
            high = right
        else:
            low = left
    return round(float(np.exp((low + high) / 2)), 4)


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


def at_recall(risk: Array, wanted: float) -> float:
    """
    The threshold that a share `wanted` of the values in `risk` reach.
    """
    return float(np.quantile(risk, 1.0 - wanted))


def at_alarms(risk: Array, allowed: float) -> float:
    """
    The threshold that no more than a share `allowed` of the values in `risk` reach.
    """
    return float(np.quantile(risk, 1.0 - allowed))
