"""
Pipeline component: the words and pieces of words that the heads look at.
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc

from bot.nlu.model import tfidf


class WordFeatures:
    """
    Sets `doc._.features`; not for control messages, which need no guess.
    """

    def __init__(self, folder: Path) -> None:
        self._vocabulary = tfidf.load(folder)

    def __call__(self, doc: Doc) -> Doc:
        if doc._.control is None:
            doc._.features = self._vocabulary.features(doc._.model_text)
        return doc
