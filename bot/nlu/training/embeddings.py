"""
Makes the fast encoder from the verified weights, checks it against plain numpy, and embeds the examples.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from bot.nlu.arrays import Floats
from bot.nlu.encoder import reference
from bot.nlu.encoder.weights import MiniLM, find_weights, load_weights
from bot.nlu.encoder.wordpiece import WordPieces
from bot.nlu.manifest import digest
from bot.nlu.model.kernel import Space
from bot.nlu.training.parallel import side_by_side

_SAMPLE = 16  # examples on which the runtime is compared with the reference
_MANNER = "one by one"  # rows made in another manner are not the same
_SPARE = 3  # times as many embeddings as examples may lie in the cache before it is cleared
# Whatever a cut off or foreign file may raise: its rows are made again.
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile)
_WIDTH = reference.SIZE * len(reference.POOLED)  # numbers in an embedding
_ENOUGH = 0.975  # mean cosine; below it 8 bits are too few and the graph keeps 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """
    One row for each example, and the mean cosine between the runtime's embeddings and the reference's.
    """

    rows: Floats
    agreement: float
    bits: int


def embed_examples(
    texts: Sequence[str],
    folder: Path,
    cache: Path,
    settings: Mapping[str, Any],
    progress: Callable[[float], None],
) -> Embedded:
    """
    Writes the encoder into `folder` and embeds `texts`; rows of an earlier run come from the file `cache`.

    Raises `WeightsMissing` if the weights aren't installed or aren't the known ones.
    """
    model = load_weights(find_weights())
    bits, agreement = build_encoder(model, texts, folder, bits=settings["bits"])
    rows = _rows(texts, folder, cache, progress)
    return Embedded(rows=rows, agreement=agreement, bits=bits)


def build_encoder(
    model: MiniLM, texts: Sequence[str], folder: Path, *, bits: int
) -> tuple[int, float]:
    """
    Writes the encoder, in 32 bits if 8 don't agree with the reference; gives bits and agreement.
    """
    from bot.nlu.encoder import graph, runtime

    runtime.save_tables(model, folder)
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    agreement = 0.0
    for width in (8, 32) if bits == 8 else (32,):
        graph.write_graph(model, folder / runtime.GRAPH_FILE, small=width == 8)
        agreement = agree(model, runtime.Encoder(folder, threads=1), sample)
        bits = width
        if agreement >= _ENOUGH:
            break
    return bits, round(agreement, 5)


def agree(model: MiniLM, encoder: Any, texts: Sequence[str]) -> float:
    """
    The mean cosine between the embeddings of the runtime and of the reference.
    """
    pieces = WordPieces(model.pieces)
    found = [
        float(encoder.embed(text) @ reference.embed(model, pieces.numbers(text))) for text in texts
    ]
    return sum(found) / (len(found) * len(reference.POOLED))


def _rows(
    texts: Sequence[str], folder: Path, cache: Path, progress: Callable[[float], None]
) -> Floats:
    from bot.nlu.encoder import runtime

    maker = f"{_MANNER} {digest(folder / runtime.GRAPH_FILE)}"
    keys = [blake2b((maker + text).encode(), digest_size=16).hexdigest() for text in texts]
    known = {key: row for key, row in _read_cache(cache).items() if row.shape == (_WIDTH,)}
    todo = sorted({key: i for i, key in enumerate(keys) if key not in known}.values())
    if todo:
        # One by one, as the running pipeline reads them: in 8 bits, neighbours in a batch would change a row.
        encoder = runtime.Encoder(folder, threads=1)
        rows = side_by_side([partial(encoder.embed, texts[i]) for i in todo], progress)
        known.update({keys[i]: row for i, row in zip(todo, rows, strict=True)})
        spare = len(known) > _SPARE * len(keys)
        _write_cache({key: known[key] for key in keys} if spare else known, cache)
    return np.stack([known[key] for key in keys])


def _read_cache(cache: Path) -> dict[str, Floats]:
    try:
        with cache.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            keys, rows = file["keys"], file["rows"]
        return dict(zip(keys.tolist(), rows, strict=True))
    except _UNREADABLE:
        return {}


def _write_cache(rows: Mapping[str, Floats], cache: Path) -> None:
    part = cache.with_suffix(".part.npz")
    np.savez(part, keys=np.array(list(rows)), rows=np.stack(list(rows.values())))
    part.replace(cache)


def write_likeness_file(space: Space, examples: Floats, folder: Path) -> None:
    """
    Writes the graph that compares a message with `examples`.
    """
    from bot.nlu.encoder import graph, runtime

    graph.write_likeness(space, examples, folder / runtime.LIKENESS_FILE)
