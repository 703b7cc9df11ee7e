"""
The classifier of both heads: logistic regression and likeness to examples, weighed against each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.nlu.arrays import Array, Floats, Ints
from bot.nlu.model.logistic import Weights, softmax
from bot.nlu.model.tfidf import Features


@dataclass(frozen=True, slots=True, kw_only=True)
class Scales:
    """
    How much the logits of the regression and the votes of alike examples count; set so that chances are honest.
    """

    regression: float
    votes: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """
    Weights, the votes [examples, classes] where there are sentence embeddings, and their scales.
    """

    weights: Weights
    scales: Scales
    votes: Floats | None = None

    def chances(self, features: Features, point: Floats | None, likeness: Floats | None) -> Floats:
        """
        The probability of each class for one text.
        """
        logits = self.scales.regression * self.weights.logits(features, point)
        if self.votes is not None and likeness is not None:
            logits = logits + self.scales.votes * (likeness @ self.votes)
        return softmax(logits)


def mixed(scales: Scales, logits: Floats, votes: Floats | None) -> Floats:
    """
    The probabilities [n, classes] of many texts from their logits and votes.
    """
    scaled = np.float32(scales.regression) * logits
    return softmax(scaled if votes is None else scaled + np.float32(scales.votes) * votes)


def fit_scales(logits: Floats, votes: Floats | None, target: Ints) -> Scales:
    """
    The scales that make `target` likeliest, for logits and votes of texts that training did not see.

    Newton's method on a convex function of two numbers.
    """
    parts = [logits] if votes is None else [logits, votes]
    found = np.ones(len(parts))
    rows = np.arange(len(target))
    own = np.stack([part[rows, target] for part in parts], axis=1).astype(np.float64)
    for _ in range(30):
        total = sum(np.float32(scale) * part for scale, part in zip(found, parts, strict=True))
        chances = softmax(np.asarray(total, dtype=np.float32)).astype(np.float64)
        means = np.stack([(chances * part).sum(axis=1) for part in parts], axis=1)
        slope = (means - own).mean(axis=0)
        bend = _bend(chances, parts, means)
        step = np.linalg.solve(bend + 1e-9 * np.eye(len(parts)), slope)
        found = np.clip(found - np.clip(step, -2.0, 2.0), 0.01, 50.0)
        if float(np.abs(step).max()) < 1e-5:
            break
    rounded = [round(float(scale), 4) for scale in found]
    return Scales(regression=rounded[0], votes=rounded[1] if len(rounded) > 1 else 0.0)


def _bend(chances: Array, parts: list[Floats], means: Array) -> Array:
    size = len(parts)
    found = np.zeros((size, size))
    for i in range(size):
        for j in range(size):
            both = (chances * parts[i] * parts[j]).sum(axis=1)
            found[i, j] = float((both - means[:, i] * means[:, j]).mean())
    return found
