"""
Pipeline component: whether somebody may be at risk, judged apart from what else the message wants.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from bot.domain.parse import Alarm
from bot.nlu.arrays import Floats
from bot.nlu.model.logistic import softmax
from bot.nlu.model.store import load_weights

SAFETY_FILE = "safety.json"
SAFETY_INTENTS = ("self_harm_risk", "friend_self_harm_risk", "immediate_danger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """
    The summed probability of risk from which on an alarm is `possible`, and from which on `certain`.
    """

    possible: float
    certain: float

    def alarm(self, chances: Floats) -> Alarm | None:
        """
        The alarm for the probabilities of no risk and of each of `SAFETY_INTENTS`.
        """
        risk = 1.0 - float(chances[0])
        if risk < self.possible:
            return None
        kind = SAFETY_INTENTS[int(chances[1:].argmax())]
        level = "certain" if risk >= self.certain else "possible"
        return Alarm(intent=kind, level=level, confidence=risk)


class SafetyHead:
    """
    Sets `doc._.alarm`; a control message that was looked up raises none.
    """

    def __init__(self, folder: Path, variant: str) -> None:
        data = json.loads((folder / SAFETY_FILE).read_text(encoding="utf-8"))[variant]
        self._temperature = float(data["temperature"])
        self._thresholds = Thresholds(possible=data["possible"], certain=data["certain"])
        self._weights = load_weights(folder, f"safety_{variant}")

    def __call__(self, doc: Doc) -> Doc:
        if doc._.control is None:
            logits = self._weights.logits(doc._.features, doc._.embedding)
            doc._.alarm = self._thresholds.alarm(softmax(logits / self._temperature))
        return doc
