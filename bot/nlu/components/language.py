"""
Pipeline component: the language of the message, English unless the words say Spanish.
"""

from __future__ import annotations

from pathlib import Path

from spacy.tokens import Doc

from bot.nlu.text import language


class LanguageDetector:
    """
    Sets `doc._.language` to `en` or `es`.
    """

    def __init__(self, folder: Path) -> None:
        self._model = language.load(folder)

    def __call__(self, doc: Doc) -> Doc:
        doc._.language = "es" if self._model.odds(doc._.cleaned) > 0.0 else "en"
        return doc
