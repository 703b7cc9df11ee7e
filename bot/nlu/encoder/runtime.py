"""
Runs the encoder's graph with onnxruntime; the table of word pieces stays on disk, mapped.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime

from bot.nlu.arrays import Floats
from bot.nlu.encoder.weights import MiniLM
from bot.nlu.encoder.wordpiece import MAX_PIECES, WordPieces

GRAPH_FILE, TABLE_FILE, PIECES_FILE = "encoder.onnx", "encoder_words.npy", "encoder_words.txt"
PLACES_FILE = "encoder_places.npy"
LIKENESS_FILE = "likeness.onnx"


def save_tables(model: MiniLM, folder: Path) -> None:
    """
    Writes the embeddings of word pieces (half precision) and of places, and the pieces' names.
    """
    tensors = model.tensors
    places = tensors["embeddings.position_embeddings.weight"][:MAX_PIECES]
    kind = tensors["embeddings.token_type_embeddings.weight"][0]
    np.save(folder / TABLE_FILE, tensors["embeddings.word_embeddings.weight"].astype(np.float16))
    np.save(folder / PLACES_FILE, places + kind)
    (folder / PIECES_FILE).write_text("\n".join(model.pieces), encoding="utf-8")


def session(path: Path, *, threads: int) -> onnxruntime.InferenceSession:
    """
    A graph, ready to run; with one thread it gives memory back after each run.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = threads > 1  # the arena keeps what the longest message needed
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Likeness:
    """
    How alike a message is to each example of the training data.
    """

    def __init__(self, folder: Path) -> None:
        self._session = session(folder / LIKENESS_FILE, threads=1)

    def of(self, embedding: Floats) -> tuple[Floats, Floats]:
        """
        The point of one embedding in the space of likeness, and its likeness [examples].
        """
        point, likeness = self._session.run(None, {"embedding": embedding[None, :]})
        return point[0], likeness[0]


class Encoder:
    """
    Sentence embeddings of texts.
    """

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._session = session(folder / GRAPH_FILE, threads=threads)
        self._table = np.load(folder / TABLE_FILE, mmap_mode="r")
        self._places = np.load(folder / PLACES_FILE)
        names = (folder / PIECES_FILE).read_text(encoding="utf-8").split("\n")
        self._pieces = WordPieces(names)

    def embed(self, text: str) -> Floats:
        """
        The embedding of one text: the pooled layers side by side, each of length 1.
        """
        numbers = self._pieces.numbers(text)
        embedded = self._table[numbers].astype(np.float32) + self._places[: len(numbers)]
        (found,) = self._session.run(None, {"embedded": embedded[None, :]})
        result: Floats = found[0]
        return result
