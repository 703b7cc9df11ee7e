"""
Alarms and rankings.
"""

from __future__ import annotations

import numpy as np
import pytest

from bot.domain.parse import Alarm, Intent
from bot.nlu.components.intent_head import risks_of, with_first
from bot.nlu.components.safety_head import Thresholds


@pytest.mark.parametrize(
    ("safety", "intent", "alarm"),
    [
        ([0.05, 0.0, 0.0], [0.05, 0.0, 0.0], None),
        (
            [0.1, 0.2, 0.0],
            [0.1, 0.2, 0.0],
            Alarm(intent="friend_self_harm_risk", level="possible", confidence=0.3),
        ),
        (
            [0.2, 0.1, 0.6],
            [0.1, 0.1, 0.7],
            Alarm(intent="immediate_danger", level="certain", confidence=0.9),
        ),
        (
            [0.01, 0.0, 0.0],
            [0.99, 0.0, 0.0],
            Alarm(intent="self_harm_risk", level="certain", confidence=0.5),
        ),
        ([0.0, 0.0, 0.0], [0.9, 0.0, 0.0], None),
    ],
)
def test_thresholds(safety: list[float], intent: list[float], alarm: Alarm | None) -> None:
    """
    The risk that both heads see decides the level, their largest part whose risk it is.
    """
    found = Thresholds(possible=0.1, certain=0.45, unversed=0.2).alarm(
        np.array(safety), np.array(intent)
    )

    assert (found is None) == (alarm is None)
    if found and alarm:
        assert (found.intent, found.level) == (alarm.intent, alarm.level)
        assert found.confidence == pytest.approx(alarm.confidence)


@pytest.mark.parametrize(("risk", "level"), [(0.15, None), (0.25, "possible"), (0.9, "possible")])
def test_thresholds_where_little_was_read(risk: float, level: str | None) -> None:
    """
    A threshold of its own, and never a certain alarm.
    """
    share = np.array([risk, 0.0, 0.0])
    limits = Thresholds(possible=0.1, certain=0.45, unversed=0.2)
    found = limits.alarm(share, share, versed=False)

    assert (found and found.level) == level


def test_risks_of_labels() -> None:
    """
    The safety intents in their order, nothing for one that the examples don't know.
    """
    chances = np.array([[0.1, 0.2, 0.7]], dtype=np.float32)
    found = risks_of(chances, ["immediate_danger", "greet", "self_harm_risk"])

    assert found.tolist() == [pytest.approx([0.7, 0.0, 0.1])]


RANKING = (
    Intent(name="a", confidence=0.6),
    Intent(name="b", confidence=0.3),
)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (Intent(name="c", confidence=0.9), [("c", 0.9), ("a", 0.0667), ("b", 0.0333)]),
        (Intent(name="b", confidence=0.9), [("b", 0.9), ("a", 0.1)]),
        (Intent(name="c", confidence=0.0), [("c", 0.0), ("a", 0.6), ("b", 0.3)]),
        (Intent(name="c", confidence=1.0), [("c", 1.0), ("a", 0.0), ("b", 0.0)]),
    ],
)
def test_with_first(first: Intent, expected: list[tuple[str, float]]) -> None:
    """
    The new leader leaves the others what is left of 1.
    """
    found = with_first(RANKING, first)

    assert [intent.name for intent in found] == [name for name, _ in expected]
    assert [intent.confidence for intent in found] == pytest.approx(
        [confidence for _, confidence in expected], abs=1e-3
    )
