"""
Pipeline component: what the message means, every intent with its calibrated probability.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from bot.domain.parse import Intent
from bot.nlu.arrays import Floats
from bot.nlu.components.safety_head import SAFETY_INTENTS
from bot.nlu.model.store import load_classifier

INTENT_FILE = "intents.json"


class IntentHead:
    """
    Sets `doc._.ranking` and `doc._.risks`; a control message that was looked up needs no guess.
    """

    def __init__(self, folder: Path, variant: str, ranking: int) -> None:
        data = json.loads((folder / INTENT_FILE).read_text(encoding="utf-8"))
        self._labels: list[str] = data["labels"]
        self._classifier = load_classifier(folder, f"intent_{variant}")
        self._ranking = ranking

    def __call__(self, doc: Doc) -> Doc:
        if doc._.control is not None:
            doc._.ranking = (doc._.control,)
            return doc
        chances = self._classifier.chances(doc._.features, doc._.point, doc._.likeness)
        doc._.risks = risks_of(chances, self._labels)
        best = np.argsort(-chances)[: self._ranking]
        doc._.ranking = tuple(
            Intent(name=self._labels[i], confidence=float(chances[i])) for i in best.tolist()
        )
        return doc


def risks_of(chances: Floats, labels: Sequence[str]) -> Floats:
    """
    What `chances` [..., labels] give each of `SAFETY_INTENTS`, 0 to one that isn't a label.
    """
    nothing = np.zeros(chances.shape[:-1], dtype=np.float32)
    parts = [chances[..., labels.index(n)] if n in labels else nothing for n in SAFETY_INTENTS]
    return np.stack(parts, axis=-1)


def with_first(ranking: tuple[Intent, ...], first: Intent) -> tuple[Intent, ...]:
    """
    `ranking` led by `first`; the others keep their order and share what is left of 1.
    """
    others = [intent for intent in ranking if intent.name != first.name]
    total = sum(intent.confidence for intent in others)
    share = (1.0 - first.confidence) / max(total, 1.0 - first.confidence, 1e-9)
    rest = (Intent(name=i.name, confidence=i.confidence * share) for i in others)
    return (first, *rest)
