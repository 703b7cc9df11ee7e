"""
What reports say of parses.
"""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from bot.domain.parse import Alarm, Intent, Parse, SafetyLevel
from bot.nlu.evaluation.measures import (
    Confusion,
    IntentScore,
    Judged,
    Miss,
    SafetyScore,
    auroc,
    measure,
)
from bot.nlu.evaluation.plot import reliability_svg
from bot.nlu.evaluation.text import as_data, as_lines
from bot.nlu.training_data import Example


def _judged(
    intent: str,
    ranking: list[tuple[str, float]],
    level: SafetyLevel | None = None,
    *,
    hard: bool = False,
) -> Judged:
    intents = tuple(Intent(name=name, confidence=confidence) for name, confidence in ranking)
    alarm = Alarm(intent="self_harm_risk", level=level, confidence=0.9) if level else None
    return Judged(
        example=Example(text=f"about {intent}", intent=intent, voice="a", hard=hard),
        parse=Parse(text="", intent=intents[0], ranking=intents, alarm=alarm),
    )


JUDGED = [
    _judged("greet", [("greet", 0.9), ("stop", 0.1)]),
    _judged("greet", [("stop", 0.8), ("greet", 0.2)]),
    _judged("self_harm_risk", [("self_harm_risk", 0.7), ("greet", 0.3)], "certain"),
    _judged(
        "immediate_danger",
        [("self_harm_risk", 0.6), ("x", 0.2), ("immediate_danger", 0.1)],
        "possible",
    ),
    _judged("out_of_scope", [("out_of_scope", 0.9), ("greet", 0.1)], "possible", hard=True),
]
REPORT = measure(JUDGED)


def test_the_shares() -> None:
    """
    Accuracy, top-3, and F1 averaged over the labels that occur.
    """
    assert (REPORT.messages, REPORT.accuracy, REPORT.top3) == (5, 0.6, 1.0)
    assert REPORT.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 0 + 1) / 4)
    assert REPORT.oos_auroc == 1.0


def test_the_intents() -> None:
    """
    One row for each label and each guess.
    """
    assert REPORT.intents == (
        IntentScore(intent="greet", count=2, guesses=1, right=1),
        IntentScore(intent="immediate_danger", count=1, guesses=0, right=0),
        IntentScore(intent="out_of_scope", count=1, guesses=1, right=1),
        IntentScore(intent="self_harm_risk", count=1, guesses=2, right=1),
        IntentScore(intent="stop", count=0, guesses=1, right=0),
    )
    first, second, *_, last = REPORT.intents
    assert (first.precision, first.recall) == (1.0, 0.5)
    assert first.f1 == pytest.approx(2 / 3)
    assert (second.precision, second.f1, last.recall) == (0.0, 0.0, 0.0)


def test_safety() -> None:
    """
    Recall at both levels, and false alarms apart for hard negatives.
    """
    assert REPORT.safety == SafetyScore(
        risks=2,
        recall_any=1.0,
        recall_certain=0.5,
        right_kind=0.5,
        others=2,
        false_any=0.0,
        false_certain=0.0,
        hard=1,
        hard_any=1.0,
        hard_certain=0.0,
    )


def test_confusions_and_misses() -> None:
    """
    The surest miss first.
    """
    assert REPORT.confusions == (
        Confusion(intent="greet", guess="stop", count=1),
        Confusion(intent="immediate_danger", guess="self_harm_risk", count=1),
    )
    assert REPORT.misses == (
        Miss(text="about greet", intent="greet", guess="stop", confidence=0.8),
        Miss(
            text="about immediate_danger",
            intent="immediate_danger",
            guess="self_harm_risk",
            confidence=0.6,
        ),
    )


def test_reliability_counts_every_message() -> None:
    """
    Each falls into the bin of its confidence.
    """
    assert [(each.count, each.accuracy) for each in REPORT.reliability] == [
        (1, 0.0),
        (1, 1.0),
        (1, 0.0),
        (2, 1.0),
    ]


def test_without_safety_messages_there_is_no_share() -> None:
    """
    None is not nought.
    """
    report = measure(JUDGED[:2])

    assert (report.safety.recall_any, report.safety.hard_any, report.oos_auroc) == (None,) * 3
    assert "alarm raised on 0 risks: -" in "\n".join(as_lines(report))


@pytest.mark.parametrize(
    ("higher", "lower", "area"),
    [([2.0, 3.0], [0.0, 1.0], 1.0), ([0.0], [1.0], 0.0), ([1.0], [1.0], 0.5), ([1, 3], [2], 0.5)],
)
def test_auroc(higher: list[float], lower: list[float], area: float) -> None:
    """
    Ties count half.
    """
    assert auroc(higher, lower) == area


def test_a_report_is_plain_data_and_plain_text() -> None:
    """
    For programs and for people.
    """
    data = json.loads(json.dumps(as_data(REPORT)))
    lines = "\n".join(as_lines(REPORT))

    assert (data["accuracy"], data["intents"][0]["f1"]) == (0.6, pytest.approx(2 / 3))
    assert "accuracy 0.600" in lines
    assert "0.80  greet -> stop: about greet" in lines


def test_the_plot_is_well_formed_and_has_a_bar_for_each_bin() -> None:
    """
    Titles are escaped.
    """
    root = ET.fromstring(reliability_svg(REPORT.reliability, title="a < b & c"))  # noqa: S314  our own text
    titles = [node.text for node in root.iter("{http://www.w3.org/2000/svg}title")]

    assert titles[0] == "a < b & c"
    assert len(titles) == 1 + len(REPORT.reliability)
