"""
Pipeline component: the message in plain, well spelled words; the raw text is kept beside it.
"""

from __future__ import annotations

import json
from pathlib import Path

from spacy.tokens import Doc

from bot.nlu.text.normalising import Lexicon, TextNormaliser, model_text
from bot.nlu.text.spelling import Speller, load_table

LEXICON_FILE = "lexicon.json"


def load_normaliser(folder: Path) -> TextNormaliser:
    """
    The normaliser of a trained model.
    """
    data = json.loads((folder / LEXICON_FILE).read_text(encoding="utf-8"))
    lexicon = Lexicon(synonyms=data["synonyms"], protected=frozenset(data["protected"]))
    return TextNormaliser(lexicon, Speller(load_table(folder)))


def save_lexicon(lexicon: Lexicon, folder: Path) -> None:
    """
    Writes what `load_normaliser` reads, but for the spelling table.
    """
    data = {"synonyms": dict(lexicon.synonyms), "protected": sorted(lexicon.protected)}
    (folder / LEXICON_FILE).write_text(json.dumps(data), encoding="utf-8")


class Normaliser:
    """
    Sets `doc._.normalized` and `doc._.model_text`.
    """

    def __init__(self, folder: Path) -> None:
        self._normaliser = load_normaliser(folder)

    def __call__(self, doc: Doc) -> Doc:
        english = doc._.language == "en"
        doc._.normalized = self._normaliser.normalise(doc._.cleaned, mend=english)
        doc._.model_text = model_text(doc._.normalized)
        return doc
