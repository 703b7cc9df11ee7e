"""
The fast encoder says what the plain one says.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.arrays import Floats
from bot.nlu.encoder import graph, reference, runtime
from bot.nlu.encoder.weights import MiniLM, find_weights, load_weights
from bot.nlu.encoder.wordpiece import WordPieces
from bot.nlu.model import kernel

TEXTS = [
    "he will post my pictures if i do not pay",
    "help",
    "i do not want to be here any more",
    "what is a hash",
    "help me",
]


@cache
def _model() -> MiniLM:
    return load_weights(find_weights())


def _reference(text: str) -> Floats:
    return reference.embed(_model(), WordPieces(_model().pieces).numbers(text))


def _encoder(folder: Path, *, small: bool) -> runtime.Encoder:
    graph.write_graph(_model(), folder / runtime.GRAPH_FILE, small=small)
    runtime.save_tables(_model(), folder)
    return runtime.Encoder(folder, threads=1)


def test_the_reference_gives_the_published_values() -> None:
    """
    The first numbers of the example sentence on the model's card.
    """
    last = _reference("This is an example sentence")[-reference.SIZE :]

    assert last[:3] == pytest.approx([0.0677, 0.0635, 0.0487], abs=1e-3)


@pytest.mark.parametrize(("small", "error"), [(False, 2e-4), (True, 0.03)])
def test_runtime_and_reference_agree(tmp_path: Path, *, small: bool, error: float) -> None:
    """
    In 32 bits to rounding, in 8 bits closely enough.
    """
    encoder = _encoder(tmp_path, small=small)

    for text in TEXTS:
        cosine = float(encoder.embed(text) @ _reference(text)) / len(reference.POOLED)
        assert cosine == pytest.approx(1.0, abs=error)


def test_likeness_in_eight_bits_is_nearly_that_of_numpy(tmp_path: Path) -> None:
    """
    Point and likeness of an embedding as training computes them.
    """
    rows = np.stack([_reference(text) for text in TEXTS])
    space = kernel.fit_space(rows, parts=len(reference.POOLED), kept=4)
    points = space.project(rows)
    graph.write_likeness(space, points, tmp_path / runtime.LIKENESS_FILE)

    point, likeness = runtime.Likeness(tmp_path).of(rows[0])

    assert point == pytest.approx(points[0], abs=1e-4)
    assert likeness == pytest.approx(kernel.likeness(points[:1], points)[0], abs=0.02)
