"""
Our logistic regression finds what scikit-learn's finds.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from bot.nlu.model import logistic
from bot.nlu.model.tfidf import Features


def _data() -> tuple[logistic.Matrix, np.ndarray]:
    chance = np.random.default_rng(7)
    target = chance.integers(0, 4, 240).astype(np.int32)
    dense = (chance.normal(size=(240, 6)) + target[:, None] * 0.3).astype(np.float32)
    sparse = (chance.random((240, 12)) * (chance.random((240, 12)) > 0.6)).astype(np.float32)
    return logistic.Matrix(dense=dense, sparse=csr_matrix(sparse)), target


def test_the_optimum_is_that_of_scikit_learn() -> None:
    """
    Same loss, same penalty, same probabilities.
    """
    data, target = _data()
    start = logistic.nothing(data, 4)
    weights = logistic.fit(data, target, start=start, strength=2.0, rounds=500)
    whole = hstack([data.dense, data.sparse]).tocsr()
    peer = LogisticRegression(C=2.0, max_iter=5_000, tol=1e-8).fit(whole, target)

    ours = logistic.softmax(data.logits(weights))

    assert ours == pytest.approx(peer.predict_proba(whole), abs=0.02)


def test_one_text_gets_the_logits_of_its_row() -> None:
    """
    Running and training agree.
    """
    data, target = _data()
    weights = logistic.fit(data, target, start=logistic.nothing(data, 4), strength=1.0, rounds=20)
    row = data.sparse[3].tocoo()
    features = Features(row.col.astype(np.int32), row.data.astype(np.float32))

    assert weights.logits(features, data.dense[3]) == pytest.approx(
        data.logits(weights)[3], abs=1e-5
    )


def test_without_embeddings_the_words_decide_alone() -> None:
    """
    The light setting uses the same code with nothing dense.
    """
    texts = [
        Features(np.array([0], dtype=np.int32), np.array([1.0], dtype=np.float32)),
        Features(np.array([1], dtype=np.int32), np.array([1.0], dtype=np.float32)),
    ]
    data = logistic.matrix(texts, 2, None)
    target = np.array([0, 1], dtype=np.int32)
    weights = logistic.fit(data, target, start=logistic.nothing(data, 2), strength=10.0, rounds=50)

    chances = logistic.softmax(weights.logits(texts[0], None))

    assert (weights.dense.shape, bool(chances[0] > 0.8)) == ((0, 2), True)


def test_fitting_twice_gives_the_same_to_the_bit() -> None:
    """
    Same data, same model.
    """
    data, target = _data()
    first, second = (
        logistic.fit(data, target, start=logistic.nothing(data, 4), strength=3.0, rounds=30)
        for _ in range(2)
    )

    assert first.sparse.tobytes() == second.sparse.tobytes()


def test_softmax_survives_huge_numbers() -> None:
    """
    Nothing overflows.
    """
    found = logistic.softmax(np.array([1e30, 0.0, -1e30], dtype=np.float32))

    assert found.tolist() == [1.0, 0.0, 0.0]
