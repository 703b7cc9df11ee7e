"""
Judges a message by how alike it is to every example: ridge regression on an exponential kernel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.nlu.arrays import Floats, Ints

_LEVELS = 127  # of the 8 bits in which examples are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """
    Where likeness is measured: `centre` [parts, size] of the examples, and the `basis` [parts * size, kept] of most spread.
    """

    centre: Floats
    basis: Floats

    def project(self, rows: Floats) -> Floats:
        """
        The points [n, kept] of embeddings [n, parts * size]; a point's length is 1 or a little less.
        """
        found: Floats = _whole(rows, self.centre) @ self.basis
        return found


def fit_space(rows: Floats, *, parts: int, kept: int) -> Space:
    """
    The space of embeddings [n, parts * size]: every part centred and of equal weight, `kept` directions of most spread.
    """
    centre = rows.mean(axis=0, dtype=np.float64).astype(np.float32).reshape(parts, -1)
    whole = _whole(rows, centre)
    spread, directions = np.linalg.eigh(whole.T.astype(np.float64) @ whole)
    order = np.argsort(-spread)[:kept]
    basis = np.ascontiguousarray(directions[:, order], dtype=np.float32)
    return Space(centre=centre, basis=basis)


def in_levels(points: Floats) -> tuple[Floats, Floats]:
    """
    Points in whole numbers from -127 to 127, and the scale [n] of each: what eight bits keep of them.
    """
    scale = np.maximum(np.abs(points).max(axis=1), 1e-9) / np.float32(_LEVELS)
    levels: Floats = np.rint(points / scale[:, None]).astype(np.float32)
    return levels, scale.astype(np.float32)


def kept_points(points: Floats) -> Floats:
    """
    Points as they come back from eight bits.
    """
    levels, scale = in_levels(points)
    return levels * scale[:, None]


def likeness(points: Floats, examples: Floats) -> Floats:
    """
    How alike each point [n, kept] is to each example [m, kept]: [n, m], 1 for the same, e**-2 for opposites.
    """
    found = points @ examples.T
    found -= 1.0
    np.exp(found, out=found)
    return found


def fit_votes(examples: Floats, goals: Floats, *, ridge: float) -> Floats:
    """
    The votes [m, classes] of examples, so that likeness @ votes comes near `goals` [m, classes].
    """
    from scipy.linalg import cho_factor, cho_solve

    alike = likeness(examples, examples)
    alike[np.diag_indices(len(alike))] += np.float32(ridge)
    factor = cho_factor(alike, lower=True, overwrite_a=True, check_finite=False)
    votes: Floats = cho_solve(factor, goals, check_finite=False).astype(np.float32)
    return votes


def one_hot(target: Ints, classes: int) -> Floats:
    """
    The goals of classes given by number: 1 for its own, 0 for others, less the mean.
    """
    found = np.full((len(target), classes), -1.0 / classes, dtype=np.float32)
    found[np.arange(len(target)), target] += 1.0
    return found


def _whole(rows: Floats, centre: Floats) -> Floats:
    parts = rows.reshape(len(rows), *centre.shape) - centre
    parts /= np.linalg.norm(parts, axis=2, keepdims=True) * np.sqrt(np.float32(len(centre)))
    return parts.reshape(len(rows), -1)
