"""
Keeps the classifiers as plain arrays, half precision, that a process maps from disk.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from bot.nlu.model.classifier import Classifier, Scales
from bot.nlu.model.logistic import Weights


def save_classifier(classifier: Classifier, folder: Path, name: str) -> None:
    """
    Writes `<name>.json` and `<name>_….npy`.
    """
    weights = classifier.weights
    (folder / f"{name}.json").write_text(json.dumps(asdict(classifier.scales)), encoding="utf-8")
    np.save(folder / f"{name}_dense.npy", weights.dense)
    np.save(folder / f"{name}_sparse.npy", weights.sparse.astype(np.float16))
    np.save(folder / f"{name}_bias.npy", weights.bias)
    if classifier.votes is not None:
        np.save(folder / f"{name}_votes.npy", classifier.votes.astype(np.float16))


def load_classifier(folder: Path, name: str) -> Classifier:
    """
    The classifier that `save_classifier` wrote; of `sparse` only the rows that are asked for get read.
    """
    scales = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    votes = folder / f"{name}_votes.npy"
    return Classifier(
        weights=Weights(
            dense=np.load(folder / f"{name}_dense.npy"),
            sparse=np.load(folder / f"{name}_sparse.npy", mmap_mode="r"),
            bias=np.load(folder / f"{name}_bias.npy"),
        ),
        scales=Scales(**scales),
        votes=np.load(votes).astype(np.float32) if votes.exists() else None,
    )
