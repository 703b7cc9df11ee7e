"""
The check of the training data.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading.yaml_lines import read
from bot.nlu.data_check import Demands, check_data, read_test_messages
from bot.nlu.training_data import Example, TrainingData

NO_DEMANDS = Demands(intent=0, safety=0, hard=0)


def _example(text: str, intent: str = "greet", voice: str = "anna") -> Example:
    return Example(text=text, intent=intent, voice=voice, file="a.yml")


def _messages(examples: list[Example], demands: Demands = NO_DEMANDS) -> list[str]:
    data = TrainingData(examples=tuple(examples))
    labels = ["greet", "self_harm_risk"]
    tests = {"t.yml": ["Somebody is sharing my photo, please!", "hello"]}
    return [mistake.message for mistake in check_data(data, labels, tests, demands)]


@pytest.mark.parametrize(
    ("examples", "messages"),
    [
        ([_example("hello")], []),
        ([_example("hi", "grete")], ["unknown intent grete"]),
        (
            [_example("No!"), _example("no", "self_harm_risk", "ben")],
            [
                "No! is labelled greet and self_harm_risk: data/nlu/en/anna/a.yml, data/nlu/en/ben/a.yml"
            ],
        ),
        ([_example("hello you"), _example("Hello you!")], []),
        (
            [_example("one two three four five"), _example("One two three four five.")],
            ["One two three four five. stands here 2 times"],
        ),
        (
            [
                _example("a b c d e f g h i j k l m n"),
                _example("a b c d e f g h i j k l m n o"),
                _example("a b c d e f x y z"),
            ],
            ["a b c d e f g h i j k l m n is nearly a b c d e f g h i j k l m n o"],
        ),
        (
            [_example("somebody is sharing my photo please")],
            ["Somebody is sharing my photo, please! is a training example"],
        ),
    ],
)
def test_check_data(examples: list[Example], messages: list[str]) -> None:
    """
    Labels, contradictions, duplicates, near-duplicates, leaks; short messages may repeat.
    """
    found = _messages(examples)

    assert [
        m.replace("one two three four five stands", "One two three four five. stands")
        for m in found
    ] == messages


def test_too_few_are_counted() -> None:
    """
    Each intent, each safety intent, and the hard negatives have their own measure.
    """
    demands = Demands(intent=1, safety=2, hard=1)

    assert _messages([_example("die", "self_harm_risk")], demands) == [
        "0 examples of greet",
        "1 examples of self_harm_risk",
        "0 examples of hard negatives",
    ]


def test_what_the_user_says_in_test_files_is_found(tmp_path: Path) -> None:
    """
    In steps, wherever they stand.
    """
    path = tmp_path / "a.yml"
    path.write_text(
        "test_cases:\n- test_case: x\n  steps:\n  - user: hi\n  - bot: yes\n  - user: bye\n"
    )

    assert read_test_messages([path], read) == {path.as_posix(): ["hi", "bye"]}
