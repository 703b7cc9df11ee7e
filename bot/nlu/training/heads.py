"""
Fits the two heads, and judges them out of fold, author by author, to set scales and thresholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from bot.nlu.arrays import Array, Floats, Ints
from bot.nlu.components.intent_head import risks_of
from bot.nlu.components.safety_head import SAFETY_INTENTS, joined
from bot.nlu.model import calibration, kernel, logistic
from bot.nlu.model.classifier import Classifier, fit_scales, mixed
from bot.nlu.model.logistic import Matrix, Weights
from bot.nlu.training.parallel import side_by_side
from bot.nlu.training_data import Example

MOST_FOLDS = 3
JUDGED = "en"
_RISKS = len(SAFETY_INTENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """
    What each example should become.

    `intents` are places in `labels`. `safety` are places among the safety intents, then all others, then one
    class for hard negatives: telling the others apart teaches what risk is not. `folds` keep authors together.
    `judged` are those that scales and thresholds are set by: English, of which there are authors enough.
    """

    labels: tuple[str, ...]
    intents: Ints
    safety: Ints
    hard: Array
    folds: Ints
    judged: Array

    def of(self, rows: Array) -> Goals:
        """
        The goals of some of the examples.
        """
        return Goals(
            labels=self.labels,
            intents=self.intents[rows],
            safety=self.safety[rows],
            hard=self.hard[rows],
            folds=self.folds[rows],
            judged=self.judged[rows],
        )

    @property
    def risky(self) -> Array:
        """
        Which examples are of somebody at risk.
        """
        return self.safety < _RISKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """
    The features of all examples; `points` in the space of likeness, with the places of those that vote.
    """

    matrix: Matrix
    points: Floats | None = None
    voters: Ints | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """
    Both heads of one variant; `measured` holds figures from out of fold.
    """

    intent: Classifier
    safety: Classifier
    possible: float
    certain: float
    unversed: float
    measured: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSettings:
    """
    How to fit: regression strength (C) and rounds, ridge of the votes, and the shares of other messages that may alarm.
    """

    strength: float
    rounds: int
    ridge: float
    certain_alarms: float
    certain_hard_alarms: float
    possible_alarms: float
    unversed_alarms: float


def goals_of(examples: Sequence[Example]) -> Goals:
    """
    The goals of `examples`, their voices dealt to at most `MOST_FOLDS` folds.
    """
    labels = tuple(sorted({example.intent for example in examples}))
    place = {label: i for i, label in enumerate(labels)}
    order = {label: i for i, label in enumerate(safety_order(labels))}
    hard = [example.hard and example.intent not in SAFETY_INTENTS for example in examples]
    safety = [
        len(order) if tricky else order[example.intent]
        for example, tricky in zip(examples, hard, strict=True)
    ]
    folds = _folds(examples)
    return Goals(
        labels=labels,
        intents=np.array([place[example.intent] for example in examples], dtype=np.int32),
        safety=np.array(safety, dtype=np.int32),
        hard=np.array(hard, dtype=bool),
        folds=np.array([folds[example.voice] for example in examples], dtype=np.int32),
        judged=np.array([example.language == JUDGED for example in examples], dtype=bool),
    )


def safety_order(labels: Sequence[str]) -> list[str]:
    """
    `labels` as the safety head orders them: safety intents first.
    """
    return [*SAFETY_INTENTS, *(label for label in labels if label not in SAFETY_INTENTS)]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fitted:
    """
    What one fit gives for both heads: regressions, and votes of the examples in `voters` or None.
    """

    weights: tuple[Weights, Weights]
    votes: tuple[Floats, Floats] | None
    voters: Ints | None


def fit_heads(
    material: Material,
    goals: Goals,
    settings: HeadSettings,
    done: Callable[[float], None] = lambda _: None,
) -> Heads:
    """
    Both heads with scales and thresholds, and how well they did on authors they had not read.
    """
    folds = np.unique(goals.folds).tolist()
    jobs = [partial(_fit, material, goals, settings, fold) for fold in [None, *folds]]
    final, *parts = side_by_side(jobs, done)
    logits, votes = _unseen(material, goals, dict(zip(folds, parts, strict=True)))
    judged = goals.judged
    scales = [
        fit_scales(z[judged], v if v is None else v[judged], t[judged])
        for z, v, t in zip(logits, votes, (goals.intents, goals.safety), strict=True)
    ]
    chances = [mixed(s, z, v) for s, z, v in zip(scales, logits, votes, strict=True)]
    risk = joined(
        chances[1][:, :_RISKS].sum(axis=1), risks_of(chances[0], goals.labels).sum(axis=1)
    )
    unversed = unversed_threshold(risk[~judged], goals.of(~judged), settings)
    risk, goals = risk[judged], goals.of(judged)
    possible, certain = thresholds(risk, goals, settings)
    intent, safety = (
        Classifier(weights=weights, scales=scale, votes=vote)
        for weights, scale, vote in zip(
            final.weights, scales, final.votes or (None, None), strict=True
        )
    )
    measured = _measured(chances[0][judged], goals) | _alarms(risk, goals, possible, certain)
    return Heads(
        intent=intent,
        safety=safety,
        possible=possible,
        certain=certain,
        unversed=max(possible, unversed),
        measured={name: round(value, 4) for name, value in measured.items()},
    )


def _fit(material: Material, goals: Goals, settings: HeadSettings, fold: int | None) -> _Fitted:
    """
    Both heads fitted on all examples but those of `fold`.
    """
    rows = np.arange(len(goals.folds)) if fold is None else np.flatnonzero(goals.folds != fold)
    weights = _weights(material.matrix.rows(rows), goals, settings, rows)
    if material.points is None or material.voters is None:
        return _Fitted(weights=weights, votes=None, voters=None)
    voters = np.intersect1d(material.voters, rows)
    classes = len(goals.labels)
    wanted = np.concatenate(  # one factorisation serves both heads: their goals stand side by side
        [
            kernel.one_hot(goals.intents[voters], classes),
            kernel.one_hot(goals.safety[voters], classes + 1),
        ],
        axis=1,
    )
    votes = kernel.fit_votes(material.points[voters], wanted, ridge=settings.ridge)
    return _Fitted(weights=weights, votes=(votes[:, :classes], votes[:, classes:]), voters=voters)


def _weights(
    part: Matrix, goals: Goals, settings: HeadSettings, rows: Array
) -> tuple[Weights, Weights]:
    """
    The regressions of both heads on `part`, the texts in `rows`.
    """
    start = logistic.nothing(part, len(goals.labels))
    strength, rounds = settings.strength, settings.rounds
    first = logistic.fit(part, goals.intents[rows], start=start, strength=strength, rounds=rounds)
    # The safety head tells the same intents apart but for hard negatives: it begins where the other ended.
    begun = _reordered(first, goals.labels)
    rounds = max(1, rounds // 3)
    return first, logistic.fit(
        part, goals.safety[rows], start=begun, strength=strength, rounds=rounds
    )


def _reordered(weights: Weights, labels: Sequence[str]) -> Weights:
    """
    Weights of the intents in the order of the safety head's classes, the last class still unknown.
    """
    order = [labels.index(label) for label in safety_order(labels)]

    def moved(values: Floats) -> Floats:
        nothing = np.zeros((*values.shape[:-1], 1), dtype=np.float32)
        return np.concatenate([values[..., order], nothing], axis=-1)

    return Weights(
        dense=moved(weights.dense), sparse=moved(weights.sparse), bias=moved(weights.bias)
    )


def _unseen(
    material: Material, goals: Goals, parts: Mapping[int, _Fitted]
) -> tuple[list[Floats], list[Floats | None]]:
    """
    For each head the logits of every text, and the votes on it, by a fit that saw nothing of its author.
    """
    count, classes = len(goals.folds), len(goals.labels)
    sizes = (classes, classes + 1)
    logits = [np.zeros((count, size), dtype=np.float32) for size in sizes]
    votes: list[Floats | None] = [None, None]
    if material.points is not None:
        votes = [np.zeros((count, size), dtype=np.float32) for size in sizes]
    for fold, part in parts.items():
        inside = np.flatnonzero(goals.folds == fold)
        matrix = material.matrix.rows(inside)
        for head, weights in enumerate(part.weights):
            logits[head][inside] = matrix.logits(weights)
        if part.votes is not None and material.points is not None:
            alike = kernel.likeness(material.points[inside], material.points[part.voters])
            for found, own in zip(votes, part.votes, strict=True):
                if found is not None:
                    found[inside] = alike @ own
    return logits, votes


def thresholds(risk: Floats, goals: Goals, settings: HeadSettings) -> tuple[float, float]:
    """
    The risk from which on an alarm is possible, and certain: what few messages without risk reach out of fold.
    """
    others = ~goals.risky
    plain, hard = risk[others & ~goals.hard], risk[others & goals.hard]
    certain = calibration.reached_by(plain, settings.certain_alarms)
    certain = max(certain, calibration.reached_by(hard, settings.certain_hard_alarms))
    possible = calibration.reached_by(plain, settings.possible_alarms)
    return round(min(possible, certain), 5), round(certain, 5)


def unversed_threshold(risk: Floats, goals: Goals, settings: HeadSettings) -> float:
    """
    The risk from which on an alarm is possible in languages of which little was read, 0 without such messages.

    It is what few messages without risk reach out of fold; those whose words alarm count, too: there are few of either.
    """
    calm = risk[~goals.risky]
    return round(calibration.reached_by(calm, settings.unversed_alarms), 5) if len(calm) else 0.0


def _measured(chances: Floats, goals: Goals) -> dict[str, float]:
    best = np.argsort(-chances, axis=1)[:, :3]
    right = best[:, 0] == goals.intents
    return {
        "accuracy": float(right.mean()),
        "top3": float((best == goals.intents[:, None]).any(axis=1).mean()),
        "ece": calibration.expected_error(chances.max(axis=1), right),
    }


def _alarms(risk: Floats, goals: Goals, possible: float, certain: float) -> dict[str, float]:
    others = ~goals.risky
    groups = {"risks": goals.risky, "others": others & ~goals.hard, "hard": others & goals.hard}
    return {
        f"{level}_{name}": float((risk[group] >= limit).mean())
        for level, limit in (("possible", possible), ("certain", certain))
        for name, group in groups.items()
        if group.any()
    }
