"""
What the parses of labelled messages are worth, in numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.parse import Parse
from bot.nlu.components.safety_head import SAFETY_INTENTS
from bot.nlu.model.calibration import expected_error
from bot.nlu.training_data import Example

BINS = 10  # of confidence, in the reliability plot
OUT_OF_SCOPE = "out_of_scope"
_MOST_PAIRS = 20
_MOST_MISSES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """
    A labelled message and what was made of it.
    """

    example: Example
    parse: Parse

    @property
    def right(self) -> bool:
        """
        Whether the first intent is the label.
        """
        return self.parse.intent.name == self.example.intent


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentScore:
    """
    How one intent did: `count` messages carry its label, `guesses` were taken for it.
    """

    intent: str
    count: int
    guesses: int
    right: int

    @property
    def precision(self) -> float:
        """
        The share of the guesses that was right, 0 without guesses.
        """
        return self.right / self.guesses if self.guesses else 0.0

    @property
    def recall(self) -> float:
        """
        The share of its messages that was found, 0 without messages.
        """
        return self.right / self.count if self.count else 0.0

    @property
    def f1(self) -> float:
        """
        The harmonic mean of precision and recall.
        """
        return 2 * self.right / (self.count + self.guesses) if self.count + self.guesses else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyScore:
    """
    Shares of messages on which an alarm was raised, `certain` or `any` at all; None where there are no such messages.

    Risks are messages labelled with a safety intent; `hard` ones have alarming words without risk.
    """

    risks: int
    recall_any: float | None
    recall_certain: float | None
    right_kind: float | None
    others: int
    false_any: float | None
    false_certain: float | None
    hard: int
    hard_any: float | None
    hard_certain: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """
    The parses of one range of confidence.
    """

    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """
    How often `intent` was taken for `guess`.
    """

    intent: str
    guess: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """
    A message that was understood wrongly, with how sure the guess was.
    """

    text: str
    intent: str
    guess: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """
    Everything that was measured; `oos_auroc` is how well out of scope is told from in scope, None without either.
    """

    messages: int
    accuracy: float
    macro_f1: float
    top3: float
    ece: float
    oos_auroc: float | None
    safety: SafetyScore
    intents: tuple[IntentScore, ...]
    reliability: tuple[Bin, ...]
    confusions: tuple[Confusion, ...]
    misses: tuple[Miss, ...]


def measure(judged: Sequence[Judged]) -> Report:
    """
    The report on `judged`, of which there must be one at least.
    """
    right = np.array([each.right for each in judged])
    confidence = np.array([each.parse.intent.confidence for each in judged])
    intents = _intents(judged)
    labelled = [score for score in intents if score.count]
    return Report(
        messages=len(judged),
        accuracy=float(right.mean()),
        macro_f1=sum(score.f1 for score in labelled) / len(labelled),
        top3=sum(_in_top(each, 3) for each in judged) / len(judged),
        ece=expected_error(confidence, right, bins=BINS),
        oos_auroc=_out_of_scope(judged),
        safety=_safety(judged),
        intents=intents,
        reliability=_reliability(confidence, right),
        confusions=_confusions(judged),
        misses=_misses(judged),
    )


def _in_top(each: Judged, count: int) -> bool:
    return each.example.intent in [intent.name for intent in each.parse.ranking[:count]]


def _intents(judged: Sequence[Judged]) -> tuple[IntentScore, ...]:
    counts = Counter(each.example.intent for each in judged)
    guesses = Counter(each.parse.intent.name for each in judged)
    right = Counter(each.example.intent for each in judged if each.right)
    return tuple(
        IntentScore(intent=name, count=counts[name], guesses=guesses[name], right=right[name])
        for name in sorted(counts | guesses)
    )


def _safety(judged: Sequence[Judged]) -> SafetyScore:
    risks = [each for each in judged if each.example.intent in SAFETY_INTENTS]
    calm = [each for each in judged if each.example.intent not in SAFETY_INTENTS]
    others = [each for each in calm if not each.example.hard]
    hard = [each for each in calm if each.example.hard]
    return SafetyScore(
        risks=len(risks),
        recall_any=_alarmed(risks, ("certain", "possible")),
        recall_certain=_alarmed(risks, ("certain",)),
        right_kind=_share([_same_kind(each) for each in risks]),
        others=len(others),
        false_any=_alarmed(others, ("certain", "possible")),
        false_certain=_alarmed(others, ("certain",)),
        hard=len(hard),
        hard_any=_alarmed(hard, ("certain", "possible")),
        hard_certain=_alarmed(hard, ("certain",)),
    )


def _same_kind(each: Judged) -> bool:
    return each.parse.alarm is not None and each.parse.alarm.intent == each.example.intent


def _alarmed(judged: Sequence[Judged], levels: tuple[str, ...]) -> float | None:
    alarms = [each.parse.alarm for each in judged]
    return _share([alarm is not None and alarm.level in levels for alarm in alarms])


def _share(found: Sequence[bool]) -> float | None:
    return sum(found) / len(found) if found else None


def _reliability(confidence: np.ndarray, right: np.ndarray) -> tuple[Bin, ...]:
    place = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(
            count=int((place == i).sum()),
            confidence=float(confidence[place == i].mean()),
            accuracy=float(right[place == i].mean()),
        )
        for i in range(BINS)
        if (place == i).any()
    )


def _confusions(judged: Sequence[Judged]) -> tuple[Confusion, ...]:
    pairs = Counter(
        (each.example.intent, each.parse.intent.name) for each in judged if not each.right
    )
    ordered = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return tuple(
        Confusion(intent=intent, guess=guess, count=count)
        for (intent, guess), count in ordered[:_MOST_PAIRS]
    )


def _misses(judged: Sequence[Judged]) -> tuple[Miss, ...]:
    wrong = [each for each in judged if not each.right]
    wrong.sort(key=lambda each: -each.parse.intent.confidence)
    return tuple(
        Miss(
            text=each.example.text,
            intent=each.example.intent,
            guess=each.parse.intent.name,
            confidence=each.parse.intent.confidence,
        )
        for each in wrong[:_MOST_MISSES]
    )


def _out_of_scope(judged: Sequence[Judged]) -> float | None:
    outside = [_strangeness(e) for e in judged if e.example.intent == OUT_OF_SCOPE]
    inside = [_strangeness(e) for e in judged if e.example.intent != OUT_OF_SCOPE]
    return auroc(outside, inside) if outside and inside else None


def _strangeness(each: Judged) -> float:
    known = [i.confidence for i in each.parse.ranking if i.name != OUT_OF_SCOPE]
    return 1.0 - max(known, default=0.0)


def auroc(higher: Sequence[float], lower: Sequence[float]) -> float:
    """
    The chance that one of `higher` is above one of `lower`, ties counting half: area under the ROC curve.
    """
    values = np.concatenate([higher, lower])
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2.0
    total = float(ranks[place[: len(higher)]].sum())
    return (total - len(higher) * (len(higher) + 1) / 2.0) / (len(higher) * len(lower))
