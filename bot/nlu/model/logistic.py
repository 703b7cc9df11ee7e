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
    One column a class: `dense` [size of the embedding], `sparse` [size of the vocabulary], `bias`.
    """

    dense: Floats
    sparse: Floats
    bias: Floats

    def logits(self, features: Features, embedding: Floats | None) -> Floats:
        """
        The unscaled log odds of each class for one text.
        """
        rows = self.sparse[features.columns].astype(np.float32, copy=False)
        found: Floats = self.bias + features.weights @ rows
        return found if embedding is None else found + embedding @ self.dense


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


def fit(
    data: Matrix, target: Ints, *, strength: float, weight: Floats | None = None, rounds: int = 80
) -> Weights:
    """
    Weights for classes `0 … target.max()`; `strength` is scikit-learn's C, `weight` one number a text.
    """
    problem = _Problem(data, target, strength=strength, weight=weight)
    start = np.zeros(problem.size, dtype=np.float32)
    return problem.weights(minimise(problem.loss, start, rounds=rounds, tolerance=1e-5))


class _Problem:
    """
    The mean loss over the texts and its gradient, with weights flat as the optimiser wants them.
    """

    def __init__(
        self, data: Matrix, target: Ints, *, strength: float, weight: Floats | None
    ) -> None:
        count, self._classes = len(target), int(target.max()) + 1
        weight = np.ones(count, dtype=np.float32) if weight is None else weight
        self._data, self._target = data, target
        self._share = (weight / weight.sum()).astype(np.float32)
        self._decay = 1.0 / (strength * float(weight.sum()))
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
        error *= self._share[:, None]
        slope = np.empty(self.size, dtype=np.float32)
        dense, sparse, bias = self._parts(slope)
        dense[:] = self._data.dense.T @ error
        sparse[:] = self._back @ error
        bias[:] = error.sum(axis=0)
        free = self.size - self._classes  # the bias is not held back
        slope[:free] += self._decay * flat[:free]
        penalty = 0.5 * self._decay * float(flat[:free] @ flat[:free])
        return float(self._share @ losses) + penalty, slope

    def _parts(self, flat: Array) -> list[Array]:
        parts, start = [], 0
        for shape in self._shapes:
            end = start + int(np.prod(shape))
            parts.append(flat[start:end].reshape(shape))
            start = end
        return parts
