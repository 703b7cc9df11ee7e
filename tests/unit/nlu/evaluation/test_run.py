"""
Evaluation on files, and author by author.
"""

from __future__ import annotations

from pathlib import Path

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


def test_each_author_is_judged_by_a_model_of_the_others(tmp_path: Path) -> None:
    """
    One report an author and one for all, over every message once.
    """
    data = write_data(tmp_path / "data")
    said: list[str] = []
    reports = cross_validate(
        LIGHT, data, tmp_path / "cache.npz", lambda what, _: said.append(what), read=read
    )

    assert list(reports) == ["anna", "ben", "cara", "all"]
    assert said == ["without anna", "without ben", "without cara", "done"]
    assert reports["all"].messages == sum(
        reports[voice].messages for voice in ("anna", "ben", "cara")
    )
    assert reports["all"].safety.hard == 4
