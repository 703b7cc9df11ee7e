"""
Fits the two heads, and judges them out of fold, author by author, to set temperature and thresholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.nlu.arrays import Floats, Ints
from bot.nlu.components.safety_head import SAFETY_INTENTS
from bot.nlu.model import calibration, logistic
from bot.nlu.model.logistic import Matrix, Weights
from bot.nlu.training_data import Example

MOST_FOLDS = 4
_CEILING = 0.9  # a threshold above it would let nothing through


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """
    What each example should become: `intents` as places in `labels`, `safety` 0 or 1 + place in `SAFETY_INTENTS`.
    """

    labels: tuple[str, ...]
    intents: Ints
    safety: Ints
    hard: Floats
    folds: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """
    Fitted weights and what their logits are divided by.
    """

    weights: Weights
    temperature: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """
    Both heads of one variant; `measured` holds figures from out of fold.
    """

    intent: Head
    safety: Head
    possible: float
    certain: float
    measured: Mapping[str, float]


def targets(examples: Sequence[Example]) -> Targets:
    """
    The targets of `examples`, with their voices dealt to at most `MOST_FOLDS` folds.
    """
    labels = tuple(sorted({example.intent for example in examples}))
    place = {label: i for i, label in enumerate(labels)}
    risks = {intent: i + 1 for i, intent in enumerate(SAFETY_INTENTS)}
    folds = _folds(examples)
    return Targets(
        labels=labels,
        intents=np.array([place[example.intent] for example in examples], dtype=np.int32),
        safety=np.array([risks.get(example.intent, 0) for example in examples], dtype=np.int32),
        hard=np.array([example.hard for example in examples], dtype=np.float32),
        folds=np.array([folds[example.voice] for example in examples], dtype=np.int32),
    )


def _folds(examples: Sequence[Example]) -> dict[str, int]:
    """
    Voice -> fold, so that folds are about equally large and no author is in two.
    """
    sizes = [0] * MOST_FOLDS
    folds = {}
    for voice, count in sorted(Counter(e.voice for e in examples).items(), key=lambda x: -x[1]):
        fold = sizes.index(min(sizes))
        folds[voice] = fold
        sizes[fold] += count
    return folds


def out_of_fold(
    data: Matrix, target: Ints, folds: Ints, *, strength: float, rounds: int
) -> Floats:
    """
    The logits of every text by a model that saw nothing of its author.
    """
    classes = int(target.max()) + 1
    found = np.zeros((len(target), classes), dtype=np.float32)
    for fold in np.unique(folds):
        inside, outside = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        weights = logistic.fit(
            data.rows(outside), target[outside], strength=strength, rounds=rounds
        )
        found[inside, : len(weights.bias)] = data.rows(inside).logits(weights)
        found[inside, len(weights.bias) :] = -30.0
    return found


def fit_intents(data: Matrix, goal: Targets, settings: Mapping[str, Any]) -> tuple[Head, Floats]:
    """
    The intent head, and its calibrated logits out of fold.
    """
    known = {"strength": settings["strength"], "rounds": settings["rounds"]}
    logits = out_of_fold(data, goal.intents, goal.folds, **known)
    heat = calibration.temperature(logits, goal.intents)
    weights = logistic.fit(data, goal.intents, **known)
    return Head(weights=weights, temperature=heat), logits / np.float32(heat)


def fit_safety(data: Matrix, goal: Targets, settings: Mapping[str, Any]) -> tuple[Head, Floats]:
    """
    The safety head, and the probability of any risk out of fold.
    """
    known = {"strength": settings["strength"], "rounds": settings["rounds"]}
    logits = out_of_fold(data, goal.safety, goal.folds, **known)
    heat = calibration.temperature(logits, goal.safety)
    weights = logistic.fit(data, goal.safety, **known)
    risk: Floats = 1.0 - logistic.softmax(logits / np.float32(heat))[:, 0]
    return Head(weights=weights, temperature=heat), risk


def thresholds(risk: Floats, goal: Targets, settings: Mapping[str, Any]) -> tuple[float, float]:
    """
    Possible: what the wanted share of risks reaches. Certain: what few other messages reach, hard ones counted apart.
    """
    wanted, allowed = settings["possible_recall"], settings["certain_alarms"]
    danger = goal.safety > 0
    plain, hard = ~danger & (goal.hard == 0), ~danger & (goal.hard > 0)
    possible = calibration.at_recall(risk[danger], wanted) if danger.any() else _CEILING
    certain = calibration.at_alarms(risk[plain], allowed) if plain.any() else _CEILING
    if hard.any():
        certain = max(certain, calibration.at_alarms(risk[hard], 3.0 * allowed))
    certain = min(max(certain, 0.02), _CEILING)
    return min(max(possible, 0.01), certain), certain


def fit_heads(
    data: Matrix, goal: Targets, intent_settings: Mapping[str, Any], safety: Mapping[str, Any]
) -> Heads:
    """
    Both heads with temperature and thresholds, and how well they did on authors they had not read.
    """
    intent, logits = fit_intents(data, goal, intent_settings)
    safety_head, risk = fit_safety(data, goal, safety)
    possible, certain = thresholds(risk, goal, safety)
    chances = logistic.softmax(logits)
    measured = _measured(chances, goal) | _alarms(risk, goal, possible, certain)
    return Heads(
        intent=intent,
        safety=safety_head,
        possible=possible,
        certain=certain,
        measured={name: round(value, 4) for name, value in measured.items()},
    )


def _measured(chances: Floats, goal: Targets) -> dict[str, float]:
    best = np.argsort(-chances, axis=1)[:, :3]
    right = best[:, 0] == goal.intents
    return {
        "accuracy": float(right.mean()),
        "top3": float((best == goal.intents[:, None]).any(axis=1).mean()),
        "ece": calibration.expected_error(chances.max(axis=1), right),
    }


def _alarms(risk: Floats, goal: Targets, possible: float, certain: float) -> dict[str, float]:
    danger, hard = goal.safety > 0, goal.hard > 0
    groups = {"risks": danger, "others": ~danger & ~hard, "hard": ~danger & hard}
    return {
        f"{level}_{name}": float((risk[group] >= limit).mean())
        for level, limit in (("possible", possible), ("certain", certain))
        for name, group in groups.items()
        if group.any()
    }
