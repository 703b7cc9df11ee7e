"""
Evaluation on files, and author by author.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.loading.yaml_lines import read
from bot.nlu.evaluation.run import cross_validate, evaluate
from bot.nlu.understanding import load
from tests.unit.nlu.small import EXAMPLES, LIGHT, small_model, write_data


def test_evaluate_files(tmp_path: Path) -> None:
    """
    The messages of all files together.
    """
    data = write_data(tmp_path)
    files = sorted((data / "en" / "anna").glob("*.yml"))
    count = sum(
        len(texts)
        for name, intents in EXAMPLES.items()
        if name.startswith("anna")
        for texts in intents.values()
    )

    report = evaluate(files, load(small_model(), LIGHT), read=read)

    assert report.messages == count
    assert report.accuracy > 0.9  # it was trained on them


def test_evaluate_tables(tmp_path: Path) -> None:
    """
    CSV is as good as YAML; a file's name says that its messages only sound like danger.
    """
    table = tmp_path / "hard_negatives.csv"
    table.write_text('text,intent\n"hello there, friend",greet\nshould i pay him,asked_to_pay\n')
    report = evaluate([table], load(small_model(), LIGHT), read=read)

    assert (report.messages, report.accuracy, report.safety.hard) == (2, 1.0, 2)


@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        ("message,label\nhi,greet\n", (1, "columns are missing")),
        ("text,intent\nhi,greet\n,greet\nhi,\n", (3, "an empty field")),
        ("text,intent\n", (1, "no examples")),
        ('text,intent\n"hi,greet\n', (1, "can't be read")),
    ],
)
def test_tables_with_mistakes(tmp_path: Path, content: str, mistake: tuple[int, str]) -> None:
    """
    The first one is named with its line.
    """
    table = tmp_path / "some.csv"
    table.write_text(content)
    with pytest.raises(ContentError) as error:
        evaluate([table], load(small_model(), LIGHT), read=read)

    found = error.value.mistakes[0]
    assert mistake == (found.line, found.message)


def test_each_author_is_judged_by_a_model_of_the_others(tmp_path: Path) -> None:
    """
    One report an author, one for all and one for all of them spoiled, over every message once.
    """
    data = write_data(tmp_path / "data")
    said: list[str] = []
    reports = cross_validate(
        LIGHT, data, tmp_path / "cache.npz", lambda what, _: said.append(what), read=read
    )

    assert list(reports) == ["anna", "ben", "cara", "noisy", "all"]
    assert said == ["fold 1 of 3", "fold 2 of 3", "fold 3 of 3", "done"]
    assert reports["noisy"].messages == reports["all"].messages
    assert reports["all"].messages == sum(
        reports[voice].messages for voice in ("anna", "ben", "cara")
    )
    assert reports["all"].safety.hard == 4
