"""
Pipeline component: how alike the message is to every example.
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc

from bot.nlu.encoder.runtime import Likeness


class ExampleLikeness:
    """
    Sets `doc._.point` and `doc._.likeness`; not for control messages, which have no embedding.
    """

    def __init__(self, folder: Path) -> None:
        self._likeness = Likeness(folder)

    def __call__(self, doc: Doc) -> Doc:
        if doc._.embedding is not None:
            doc._.point, doc._.likeness = self._likeness.of(doc._.embedding)
        return doc
