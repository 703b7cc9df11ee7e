"""
Pipeline component: the meaning of the whole message as a point in space.
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc

from bot.nlu.encoder.runtime import Encoder


class SentenceEncoder:
    """
    Sets `doc._.embedding`; not for control messages, which the heads don't need it for.
    """

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._encoder = Encoder(folder, threads=threads)

    def __call__(self, doc: Doc) -> Doc:
        if doc._.control is None:
            doc._.embedding = self._encoder.embed(doc._.model_text)
        return doc
