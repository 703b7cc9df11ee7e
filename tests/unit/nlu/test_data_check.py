"""
The check of the training data.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.loading.yaml_lines import read
from bot.nlu.data_check import Demands, Said, check_data, leaks, read_test_messages
from bot.nlu.training_data import Example, TrainingData

NO_DEMANDS = Demands(intent=0, safety=0, hard=0)


def _example(text: str, intent: str = "greet", voice: str = "anna", line: int = 7) -> Example:
    return Example(text=text, intent=intent, voice=voice, file="a.yml", line=line)


def _messages(examples: list[Example], demands: Demands = NO_DEMANDS) -> list[str]:
    data = TrainingData(examples=tuple(examples))
    return [each.message for each in check_data(data, ["greet", "self_harm_risk"], demands)]


@pytest.mark.parametrize(
    ("examples", "messages"),
    [
        ([_example("hello")], []),
        ([_example("hi", "grete")], ["unknown intent grete"]),
        (
            [_example("No!"), _example("no", "self_harm_risk", "ben")],
            [
                "No! is labelled greet and self_harm_risk: data/nlu/en/anna/a.yml:7, data/nlu/en/ben/a.yml:7"
            ],
        ),
        ([_example("hello you"), _example("Hello you!")], []),
        (
            [_example("one two three four five"), _example("One two three four five.")],
            ["one two three four five stands already in data/nlu/en/anna/a.yml, line 7"],
        ),
        (
            [
                _example("a b c d e f g h i j k l m n"),
                _example("a b c d e f g h i j k l m n o"),
                _example("a b c d e f x y z"),
            ],
            [
                "a b c d e f g h i j k l m n o is nearly what data/nlu/en/anna/a.yml, line 7 says",
            ],
        ),
    ],
)
def test_check_data(examples: list[Example], messages: list[str]) -> None:
    """
    Labels, contradictions, duplicates, near-duplicates; short messages may repeat.
    """
    assert _messages(examples) == messages


def test_mistakes_name_file_and_line() -> None:
    """
    The later of two that say the same is the one to change.
    """
    examples = [_example("one two three four five", line=3), _example("one two three four five")]
    (found,) = check_data(TrainingData(examples=tuple(examples)), ["greet"], NO_DEMANDS)

    assert ("data/nlu/en/anna/a.yml", 7) == (found.file, found.line)


def test_longer_test_messages_that_were_learned_are_told() -> None:
    """
    Whoever wrote the test sees where training has read it; short messages may stand in both.
    """
    texts = ["Somebody is sharing my photo, please!", "hello", "a message that nobody has learned"]
    messages = [Said(text=text, file="t.yml", line=i) for i, text in enumerate(texts)]
    learned = [_example("somebody is sharing my photo please"), _example("hello")]
    (found,) = leaks(TrainingData(examples=tuple(learned)), messages)

    assert ("t.yml", 0) == (found.file, found.line)
    assert found.message == (
        "Somebody is sharing my photo, please! is a training example (data/nlu/en/anna/a.yml, line 7)"
    )


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

    file = path.as_posix()
    expected = [
        Said(text="hi", file=file, line=4),
        Said(text="bye", file=file, line=6),
    ]

    assert list(read_test_messages([path], read)) == expected
