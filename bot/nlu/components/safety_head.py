"""
Pipeline component: whether somebody may be at risk, judged apart from what else the message wants.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from bot.domain.parse import Alarm, SafetyLevel
from bot.nlu.arrays import Array, Floats
from bot.nlu.model.store import load_classifier

SAFETY_FILE = "safety.json"
SAFETY_INTENTS = ("self_harm_risk", "friend_self_harm_risk", "immediate_danger")
_LEAST = 1e-4  # a chance below it says no more than that it is small


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """
    The risk from which on an alarm is `possible`, and from which on `certain`; where the heads aren't versed it is
    possible from `unversed` on, and never certain.
    """

    possible: float
    certain: float
    unversed: float

    def alarm(self, safety: Floats, intent: Floats, *, versed: bool = True) -> Alarm | None:
        """
        The alarm for what each head gives each of `SAFETY_INTENTS`.
        """
        risk = float(joined(safety.sum(), intent.sum()))
        if risk < (self.possible if versed else self.unversed):
            return None
        level: SafetyLevel = "certain" if versed and risk >= self.certain else "possible"
        kind = SAFETY_INTENTS[int((safety + intent).argmax())]
        return Alarm(intent=kind, level=level, confidence=risk)


def joined(safety: Array, intent: Array) -> Array:
    """
    The risk that both heads see together: their log odds count alike.

    The safety head knows idioms better, the intent head knows better what else a message may want.
    """
    both = (np.clip(each, _LEAST, 1.0 - _LEAST) for each in (safety, intent))
    odds = sum(np.log(each / (1.0 - each)) for each in both) / 2.0
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


class SafetyHead:
    """
    Sets `doc._.alarm`; a control message that was looked up raises none. The intent head must have spoken.

    In Spanish, of which it has read little, it is never certain by itself.
    """

    def __init__(self, folder: Path, variant: str) -> None:
        data = json.loads((folder / SAFETY_FILE).read_text(encoding="utf-8"))
        self._thresholds = Thresholds(**data[variant])
        self._classifier = load_classifier(folder, f"safety_{variant}")

    def __call__(self, doc: Doc) -> Doc:
        if doc._.control is None:
            chances = self._classifier.chances(doc._.features, doc._.point, doc._.likeness)
            doc._.alarm = self._thresholds.alarm(
                chances[: len(SAFETY_INTENTS)], doc._.risks, versed=doc._.language == "en"
            )
        return doc
