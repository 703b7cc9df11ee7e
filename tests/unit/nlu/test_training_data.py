"""
Training data in Rasa's format.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.loading.yaml_lines import read
from bot.nlu.training_data import Example, TrainingData, read_examples, read_training_data


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'version: "3.1"\nnlu:\n{text}', encoding="utf-8")
    return path


def test_a_whole_folder(tmp_path: Path) -> None:
    """
    Intents, synonyms and lookups, by language and author; annotations are taken off.
    """
    _write(
        tmp_path,
        "en/anna/task.yml",
        "- intent: report\n  examples: |\n    - report [insta](platform)\n    - no\n",
    )
    _write(
        tmp_path,
        "en/anna/hard_negatives.yml",
        '- intent: joke\n  examples:\n  - text: |\n      dying [lol]{"entity": "x"}\n  - ha\n  - {}\n',
    )
    _write(tmp_path, "es/lexicon/a.yml", '- synonym: "que"\n  examples: |\n    - q\n    - k\n')
    _write(tmp_path, "es/lexicon/b.yml", "- lookup: words\n  examples: |\n    - uno\n")
    _write(tmp_path, "es/lexicon/c.yml", "- lookup: words\n  examples: |\n    - dos\n")
    expected = TrainingData(
        examples=(
            Example(
                text="dying lol", intent="joke", voice="anna", hard=True, file="hard_negatives.yml"
            ),
            Example(text="ha", intent="joke", voice="anna", hard=True, file="hard_negatives.yml"),
            Example(text="report insta", intent="report", voice="anna", file="task.yml"),
            Example(text="no", intent="report", voice="anna", file="task.yml"),
        ),
        synonyms={"es": {"q": "que", "k": "que"}},
        lookups={"es": {"words": ("uno", "dos")}},
    )

    assert read_training_data(tmp_path, read) == expected


def test_every_mistake_of_every_file_with_its_line(tmp_path: Path) -> None:
    """
    All at once, as editors like them.
    """
    _write(tmp_path, "en/a/one.yml", "- intention: x\n- intent: 3\n  examples: |\n    - a\n")
    _write(tmp_path, "en/b/two.yml", "- intent: x\n  examples: |\n    none\n- 7\n")
    (tmp_path / "en" / "c").mkdir()
    (tmp_path / "en" / "c" / "three.yml").write_text("nlu: 1")
    (tmp_path / "en" / "c" / "four.yml").write_text("nlu: [")
    with pytest.raises(ContentError) as error:
        read_training_data(tmp_path, read)

    found = [(Path(m.file).name, m.line, m.message) for m in error.value.mistakes]
    assert found[:4] == [
        ("one.yml", 3, "unknown item"),
        ("one.yml", 4, "not a name"),
        ("two.yml", 3, "no examples"),
        ("two.yml", 6, "unknown item"),
    ]
    assert sorted(name for name, _, _ in found[4:]) == ["four.yml", "three.yml"]


def test_one_file_anywhere(tmp_path: Path) -> None:
    """
    A file to evaluate on needs no special place.
    """
    path = _write(
        tmp_path,
        "held/out.yml",
        "- lookup: x\n  examples: |\n    - y\n- intent: greet\n  examples: |\n    - hi\n",
    )

    found = [(each.text, each.intent) for each in read_examples(path, read)]
    assert found == [("hi", "greet")]
