"""
MiniLM in plain numpy: slow, easy to check, and what the fast runtime is measured against.
"""

from __future__ import annotations

import numpy as np

from bot.nlu.arrays import Floats, Ints
from bot.nlu.encoder.weights import MiniLM

LAYERS, HEADS, SIZE = 6, 12, 384
EPSILON = 1e-12
POOLED = (4, 6)  # layers, from 1; the fourth sees wording, the last one meaning


def embed(model: MiniLM, numbers: Ints) -> Floats:
    """
    The sentence embedding of one text given as numbers of word pieces: the mean of each layer in `POOLED`, length 1.
    """
    tensors = model.tensors
    state = tensors["embeddings.word_embeddings.weight"][numbers]
    state = state + tensors["embeddings.position_embeddings.weight"][: len(numbers)]
    state = state + tensors["embeddings.token_type_embeddings.weight"][0]
    state = _norm(model, "embeddings.LayerNorm", state)
    pooled = []
    for layer in range(LAYERS):
        state = _layer(model, f"encoder.layer.{layer}", state)
        if layer + 1 in POOLED:
            mean = state.mean(axis=0)
            pooled.append(mean / np.linalg.norm(mean))
    return np.concatenate(pooled)


def _layer(model: MiniLM, name: str, state: Floats) -> Floats:
    mixed = _dense(model, f"{name}.attention.output.dense", _attention(model, name, state))
    state = _norm(model, f"{name}.attention.output.LayerNorm", state + mixed)
    wide = _gelu(_dense(model, f"{name}.intermediate.dense", state))
    narrow = _dense(model, f"{name}.output.dense", wide)
    return _norm(model, f"{name}.output.LayerNorm", state + narrow)


def _attention(model: MiniLM, name: str, state: Floats) -> Floats:
    length = len(state)
    query, key, value = (
        _dense(model, f"{name}.attention.self.{part}", state)
        .reshape(length, HEADS, SIZE // HEADS)
        .transpose(1, 0, 2)
        for part in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(SIZE // HEADS))
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores = scores / scores.sum(axis=-1, keepdims=True)
    mixed: Floats = (scores @ value).transpose(1, 0, 2).reshape(length, SIZE)
    return mixed


def _dense(model: MiniLM, name: str, state: Floats) -> Floats:
    tensors = model.tensors
    found: Floats = state @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"]
    return found


def _norm(model: MiniLM, name: str, state: Floats) -> Floats:
    centred = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
    found: Floats = centred / spread * model.tensors[f"{name}.weight"]
    return found + model.tensors[f"{name}.bias"]


def _gelu(x: Floats) -> Floats:
    from scipy.special import erf

    found: Floats = x * np.float32(0.5) * (1.0 + erf(x / np.float32(np.sqrt(2.0))))
    return found
