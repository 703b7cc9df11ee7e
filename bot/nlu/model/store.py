"""
Keeps the weights of the heads as plain arrays, half precision, that a process maps from disk.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from bot.nlu.model.logistic import Weights


def save_weights(weights: Weights, folder: Path, name: str) -> None:
    """
    Writes `<name>_dense.npy`, `<name>_sparse.npy` and `<name>_bias.npy`.
    """
    np.save(folder / f"{name}_dense.npy", weights.dense)
    np.save(folder / f"{name}_sparse.npy", weights.sparse.astype(np.float16))
    np.save(folder / f"{name}_bias.npy", weights.bias)


def load_weights(folder: Path, name: str) -> Weights:
    """
    The weights that `save_weights` wrote; of `sparse` only the rows that are asked for get read.
    """
    return Weights(
        dense=np.load(folder / f"{name}_dense.npy"),
        sparse=np.load(folder / f"{name}_sparse.npy", mmap_mode="r"),
        bias=np.load(folder / f"{name}_bias.npy"),
    )
