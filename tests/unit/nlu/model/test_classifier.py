"""
Regression and votes weigh what makes probabilities honest.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.arrays import Floats, Ints
from bot.nlu.model.classifier import Classifier, Scales, fit_scales, mixed
from bot.nlu.model.logistic import Weights
from bot.nlu.model.store import load_classifier, save_classifier
from bot.nlu.model.tfidf import Features

WEIGHTS = Weights(
    dense=np.array([[1.0, -1.0]], dtype=np.float32),
    sparse=np.array([[0.5, 0.0], [0.0, 2.0]], dtype=np.float32),
    bias=np.array([0.0, 0.25], dtype=np.float32),
)
FEATURES = Features(np.array([1], dtype=np.int32), np.array([1.0], dtype=np.float32))
VOTES = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)


def test_votes_and_regression_add_up() -> None:
    """
    Each part counts by its scale.
    """
    classifier = Classifier(weights=WEIGHTS, scales=Scales(regression=2.0, votes=3.0), votes=VOTES)
    embedding = np.array([1.0], dtype=np.float32)
    likeness = np.array([0.5, 1.0], dtype=np.float32)

    found = classifier.chances(FEATURES, embedding, likeness)

    logits = np.array([2.0 * 1.0 + 3.0 * 0.5, 2.0 * (2.25 - 1.0) + 3.0 * 1.0])
    expected = np.exp(logits) / np.exp(logits).sum()
    assert found == pytest.approx(expected, abs=1e-5)


def test_without_embedding_only_words_count() -> None:
    """
    The light setting has no votes.
    """
    classifier = Classifier(weights=WEIGHTS, scales=Scales(regression=1.0))

    found = classifier.chances(FEATURES, None, None)

    assert found[1] == pytest.approx(1 / (1 + np.exp(-2.25)), abs=1e-5)


def _guesses() -> tuple[Floats, Floats, Ints]:
    """
    Logits of which the classes are drawn, votes that know nothing of them, and the classes.
    """
    chance = np.random.default_rng(5)
    logits = chance.normal(size=(3_000, 3)).astype(np.float32)
    votes = chance.normal(size=logits.shape).astype(np.float32)
    target = (logits + chance.gumbel(size=logits.shape)).argmax(axis=1)
    return logits, votes, target.astype(np.int32)


def test_scales_undo_overconfidence_and_ignore_noise() -> None:
    """
    Logits four times too large get a scale near a quarter, votes that mean nothing one near nothing.
    """
    logits, votes, target = _guesses()

    found = fit_scales(np.float32(4.0) * logits, votes, target)

    assert found.regression == pytest.approx(0.25, abs=0.03)
    assert found.votes < 0.1


def test_scales_without_votes() -> None:
    """
    One part needs one number.
    """
    logits, _, target = _guesses()
    found = fit_scales(logits, None, target)

    assert found.regression == pytest.approx(1.0, abs=0.1)
    assert found.votes == 0.0
    assert mixed(found, logits, None).sum(axis=1) == pytest.approx(np.ones(len(target)), abs=1e-5)


@pytest.mark.parametrize("votes", [None, VOTES])
def test_what_is_saved_is_what_is_loaded(tmp_path: Path, votes: Floats | None) -> None:
    """
    A classifier on disk is the one in memory, to half precision.
    """
    classifier = Classifier(
        weights=WEIGHTS, scales=Scales(regression=0.5, votes=0.25), votes=votes
    )
    save_classifier(classifier, tmp_path, "head")
    loaded = load_classifier(tmp_path, "head")

    assert loaded.scales == classifier.scales
    assert (loaded.votes is None) == (votes is None)
    assert np.asarray(loaded.weights.sparse).tolist() == WEIGHTS.sparse.tolist()
    assert loaded.weights.dense.tolist() == WEIGHTS.dense.tolist()
