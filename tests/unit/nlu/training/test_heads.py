"""
Goals, folds, thresholds.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bot.nlu.training.heads import (
    HeadSettings,
    goals_of,
    safety_order,
    thresholds,
    unversed_threshold,
)
from bot.nlu.training.parallel import side_by_side
from bot.nlu.training_data import Example


def _example(intent: str, voice: str = "a", *, hard: bool = False) -> Example:
    return Example(text="x", intent=intent, voice=voice, hard=hard)


EXAMPLES = [
    _example("greet"),
    _example("self_harm_risk"),
    _example("greet", "b", hard=True),
    _example("immediate_danger", "b"),
    _example("friend_self_harm_risk", "c", hard=True),
]
SETTINGS = HeadSettings(
    strength=1.0,
    rounds=1,
    ridge=0.1,
    certain_alarms=0.5,
    certain_hard_alarms=0.5,
    possible_alarms=0.8,
    unversed_alarms=0.3,
)


def test_goals() -> None:
    """
    Safety intents come first, hard negatives are a class of their own, and a risk is never one.
    """
    goals = goals_of(EXAMPLES)

    assert goals.labels == ("friend_self_harm_risk", "greet", "immediate_danger", "self_harm_risk")
    assert goals.intents.tolist() == [1, 3, 1, 2, 0]
    assert goals.safety.tolist() == [3, 0, 4, 2, 1]
    assert goals.risky.tolist() == [False, True, False, True, True]
    assert goals.hard.tolist() == [False, False, True, False, False]


def test_an_author_is_in_one_fold_only() -> None:
    """
    Folds are even, and no author is on both sides.
    """
    examples = [_example("greet", voice) for voice in "aaaabbbccd"]
    goals = goals_of(examples)
    by_voice = {
        voice: {int(f) for f, e in zip(goals.folds, examples, strict=True) if e.voice == voice}
        for voice in "abcd"
    }

    assert all(len(folds) == 1 for folds in by_voice.values())
    assert sorted(np.bincount(goals.folds).tolist()) == [3, 3, 4]


def test_the_safety_head_orders_the_same_labels() -> None:
    """
    Nothing gets lost on the way.
    """
    labels = ["a", "immediate_danger", "friend_self_harm_risk", "self_harm_risk", "z"]

    assert safety_order(labels) == [
        "self_harm_risk",
        "friend_self_harm_risk",
        "immediate_danger",
        "a",
        "z",
    ]


@pytest.mark.parametrize(("hard_alarms", "certain"), [(0.5, 0.5), (0.0, 0.9)])
def test_thresholds(hard_alarms: float, certain: float) -> None:
    """
    A certain alarm needs both: few other messages and few hard ones; a possible one is never above it.
    """
    count = 1_001
    goals = goals_of(
        [_example("greet")] * count + [_example("greet", hard=True)] * count + EXAMPLES[1:2]
    )
    risk = np.concatenate([np.linspace(0, 1, count), np.linspace(0, 0.9, count), [1.0]])
    settings = replace(SETTINGS, certain_hard_alarms=hard_alarms)

    found = thresholds(risk.astype(np.float32), goals, settings)

    assert found == pytest.approx((0.2, certain), abs=2e-3)


def test_the_threshold_where_little_was_read() -> None:
    """
    All messages without risk count, also those whose words alarm; without any there is no threshold of its own.
    """
    count = 1_001
    goals = goals_of([_example("greet")] * count + [_example("greet", hard=True)] + EXAMPLES[1:2])
    risk = np.concatenate([np.linspace(0, 1, count), [1.0, 1.0]]).astype(np.float32)
    none = np.zeros(len(risk), dtype=bool)

    assert unversed_threshold(risk, goals, SETTINGS) == pytest.approx(0.7, abs=2e-3)
    assert unversed_threshold(risk[none], goals.of(none), SETTINGS) == 0.0


def test_jobs_side_by_side_keep_their_order() -> None:
    """
    Results come in the order of the jobs, and progress reaches the end.
    """
    shares: list[float] = []
    found = side_by_side([lambda: "a", lambda: "b", lambda: "c"], shares.append)

    assert (found, shares[-1]) == (["a", "b", "c"], 1.0)
