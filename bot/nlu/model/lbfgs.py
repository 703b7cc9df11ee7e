"""
Finds the lowest point of a smooth function of millions of numbers: L-BFGS in single precision.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

from bot.nlu.arrays import Floats

Loss = Callable[[Floats], "tuple[float, Floats]"]  # value and slope at a point
_MEMORY = 5
_ENOUGH = 1e-4  # Armijo: share of the promised descent that a step must keep


def minimise(loss: Loss, start: Floats, *, rounds: int, tolerance: float) -> Floats:
    """
    A point near the minimum of the convex `loss`: after `rounds` steps, or when a step gains less than
    `tolerance` of the value.
    """
    point = start
    value, slope = loss(point)
    history: deque[tuple[Floats, Floats, float]] = deque(maxlen=_MEMORY)
    for _ in range(rounds):
        step = _direction(slope, history)
        found = _search(loss, point, value, slope, step)
        if found is None:
            break
        new_point, new_value, new_slope = found
        _remember(history, new_point - point, new_slope - slope)
        gain, point, value, slope = value - new_value, new_point, new_value, new_slope
        if gain <= tolerance * max(abs(value), 1e-3):
            break
    return point


def _direction(slope: Floats, history: deque[tuple[Floats, Floats, float]]) -> Floats:
    """
    Downhill, with the curvature that the last steps have shown (the two-loop recursion).
    """
    if not history:
        return -slope / max(float(np.linalg.norm(slope)), 1e-12)
    step = slope.copy()
    shares = []
    for move, change, scale in reversed(history):
        share = float(move @ step) / scale
        step -= share * change
        shares.append(share)
    move, change, scale = history[-1]
    step *= scale / float(change @ change)
    for (move, change, scale), share in zip(history, reversed(shares), strict=True):
        step += (share - float(change @ step) / scale) * move
    return -step


def _search(
    loss: Loss, point: Floats, value: float, slope: Floats, step: Floats
) -> tuple[Floats, float, Floats] | None:
    promise = float(slope @ step)
    length = 1.0
    for _ in range(12):
        new_point = point + np.float32(length) * step
        new_value, new_slope = loss(new_point)
        if new_value <= value + _ENOUGH * length * promise:
            return new_point, new_value, new_slope
        length *= 0.4
    return None


def _remember(history: deque[tuple[Floats, Floats, float]], move: Floats, change: Floats) -> None:
    scale = float(move @ change)
    if scale > 1e-12 * float(np.linalg.norm(move) * np.linalg.norm(change)):
        history.append((move, change, scale))
