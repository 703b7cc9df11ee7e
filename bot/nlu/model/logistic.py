"""
Multinomial logistic regression on dense and sparse features side by side, fitted by L-BFGS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.nlu.arrays import Array, Floats, Ints
from bot.nlu.model.lbfgs import minimise
from bot.nlu.model.tfidf import Features


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """
    One column a class: `dense` [size of a point], `sparse` [size of the vocabulary], `bias`.
    """

    dense: Floats
    sparse: Floats
    bias: Floats

    def logits(self, features: Features, point: Floats | None) -> Floats:
        """
        The unscaled log odds of each class for one text.
        """
        rows = self.sparse[features.columns].astype(np.float32, copy=False)
        found: Floats = self.bias + features.weights @ rows
        return found if point is None else found + point @ self.dense


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """
    The features of many texts: `dense` [n, size] (size 0 without an encoder) and `sparse` (CSR).
    """

    dense: Floats
    sparse: Any

    def rows(self, which: Array) -> Matrix:
        """
        Some of the texts.
        """
        return Matrix(dense=self.dense[which], sparse=self.sparse[which])

    def logits(self, weights: Weights) -> Floats:
        """
        The unscaled log odds of each text and class.
        """
        found: Floats = self.sparse @ weights.sparse + weights.bias
        return found + self.dense @ weights.dense if self.dense.shape[1] else found


def matrix(features: Sequence[Features], columns: int, dense: Floats | None) -> Matrix:
    """
    The features of many texts as one matrix.
    """
    from scipy.sparse import csr_matrix

    sizes = [len(item.columns) for item in features]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    indices = np.concatenate([item.columns for item in features])
    values = np.concatenate([item.weights for item in features])
    sparse = csr_matrix((values, indices, starts), shape=(len(features), columns))
    nothing = np.zeros((len(features), 0), dtype=np.float32)
    return Matrix(dense=nothing if dense is None else dense, sparse=sparse)


def softmax(logits: Floats) -> Floats:
    """
    Probabilities along the last axis.
    """
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    found: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return found


def nothing(data: Matrix, classes: int) -> Weights:
    """
    Weights of which nothing is known yet.
    """
    return Weights(
        dense=np.zeros((data.dense.shape[1], classes), dtype=np.float32),
        sparse=np.zeros((data.sparse.shape[1], classes), dtype=np.float32),
        bias=np.zeros(classes, dtype=np.float32),
    )


def fit(data: Matrix, target: Ints, *, strength: float, rounds: int, start: Weights) -> Weights:
    """
    Weights for as many classes as `start` has; `strength` is scikit-learn's C, `rounds` bounds the steps.
    """
    problem = _Problem(data, target, classes=len(start.bias), strength=strength)
    flat = np.concatenate([start.dense.ravel(), start.sparse.ravel(), start.bias])
    return problem.weights(minimise(problem.loss, flat, rounds=rounds, tolerance=1e-5))


class _Problem:
    """
    The mean loss over the texts and its gradient, with weights flat as the optimiser wants them.
    """

    def __init__(self, data: Matrix, target: Ints, *, classes: int, strength: float) -> None:
        self._data, self._target, self._classes = data, target, classes
        self._share = np.float32(1.0 / len(target))
        self._decay = 1.0 / (strength * len(target))
        self._back = data.sparse.T.tocsr()
        self._shapes = (
            (data.dense.shape[1], self._classes),
            (data.sparse.shape[1], self._classes),
            (self._classes,),
        )
        self.size = sum(int(np.prod(shape)) for shape in self._shapes)

    def weights(self, flat: Array) -> Weights:
        dense, sparse, bias = self._parts(flat)
        return Weights(dense=dense, sparse=sparse, bias=bias)

    def loss(self, flat: Array) -> tuple[float, Array]:
        weights = self.weights(flat)
        logits = self._data.logits(weights)
        logits -= logits.max(axis=1, keepdims=True)
        error = np.exp(logits)
        total = error.sum(axis=1, keepdims=True)
        rows = np.arange(len(self._target))
        losses = np.log(total[:, 0]) - logits[rows, self._target]
        error /= total
        error[rows, self._target] -= 1.0
        error *= self._share
        slope = np.empty(self.size, dtype=np.float32)
        dense, sparse, bias = self._parts(slope)
        dense[:] = self._data.dense.T @ error
        sparse[:] = self._back @ error
        bias[:] = error.sum(axis=0)
        free = self.size - self._classes  # the bias is not held back
        slope[:free] += self._decay * flat[:free]
        penalty = 0.5 * self._decay * float(flat[:free] @ flat[:free])
        return float(losses.mean(dtype=np.float64)) + penalty, slope

    def _parts(self, flat: Array) -> list[Array]:
        parts, start = [], 0
        for shape in self._shapes:
            end = start + int(np.prod(shape))
            parts.append(flat[start:end].reshape(shape))
            start = end
        return parts
