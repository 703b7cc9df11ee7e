"""
Pipeline component: whether somebody may be at risk, judged apart from what else the message wants.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from bot.domain.parse import Alarm, SafetyLevel
from bot.nlu.arrays import Floats
from bot.nlu.model.store import load_classifier

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
        The alarm for the probabilities of `SAFETY_INTENTS` and, after them, of anything else.
        """
        own = chances[: len(SAFETY_INTENTS)]
        risk = min(float(own.sum()), 1.0)
        if risk < self.possible:
            return None
        level: SafetyLevel = "certain" if risk >= self.certain else "possible"
        return Alarm(intent=SAFETY_INTENTS[int(own.argmax())], level=level, confidence=risk)


class SafetyHead:
    """
    Sets `doc._.alarm`; a control message that was looked up raises none.
    """

    def __init__(self, folder: Path, variant: str) -> None:
        data = json.loads((folder / SAFETY_FILE).read_text(encoding="utf-8"))
        self._thresholds = Thresholds(**data[variant])
        self._classifier = load_classifier(folder, f"safety_{variant}")

    def __call__(self, doc: Doc) -> Doc:
        if doc._.control is None:
            chances = self._classifier.chances(doc._.features, doc._.point, doc._.likeness)
            doc._.alarm = self._thresholds.alarm(chances)
        return doc
