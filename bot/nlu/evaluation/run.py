"""
Evaluates the understanding: on files of labelled messages, and on authors whom training did not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.nlu.evaluation.measures import Judged, Report, measure
from bot.nlu.evaluation.noise import noisy
from bot.nlu.training.heads import JUDGED, goals_of
from bot.nlu.training.run import Progress, train_on
from bot.nlu.training_data import (
    Example,
    TrainingData,
    YamlReader,
    read_examples,
    read_table,
    read_training_data,
)
from bot.nlu.understanding import Understanding, load


def evaluate(files: Sequence[Path], understanding: Understanding, *, read: YamlReader) -> Report:
    """
    How well the messages in `files` are understood: nlu.yml, or CSV with the columns text and intent.

    Raises `ContentError` with every mistake in the files.
    """
    examples = [example for path in files for example in _labelled(path, read)]
    return measure(judge(examples, understanding))


def _labelled(path: Path, read: YamlReader) -> tuple[Example, ...]:
    return read_table(path) if path.suffix.lower() == ".csv" else read_examples(path, read)


def judge(examples: Sequence[Example], understanding: Understanding) -> list[Judged]:
    """
    The parse of each example.
    """
    return [
        Judged(example=example, parse=understanding.parse(example.text)) for example in examples
    ]


def cross_validate(
    config: Mapping[str, Any],
    data_dir: Path,
    cache: Path,
    progress: Progress,
    *,
    read: YamlReader,
) -> dict[str, Report]:
    """
    A report for each author, understood by a model that did not read them, one for `all`, and one for `noisy`.

    The authors are dealt to as many folds as in training. Every model is trained in full, every message goes through
    the whole pipeline. `all` are the English ones, `noisy` the same, spoiled. `cache` keeps embeddings.
    """
    data = read_training_data(data_dir, read)
    folds = goals_of(data.examples).folds
    judged: list[Judged] = []
    spoiled: list[Judged] = []
    numbers = sorted(set(folds.tolist()))
    for number in numbers:
        progress(f"fold {number + 1} of {len(numbers)}", number / len(numbers))
        unseen = [e for e, fold in zip(data.examples, folds, strict=True) if fold == number]
        known = [e for e, fold in zip(data.examples, folds, strict=True) if fold != number]
        understanding = _trained_on(known, config, data, cache)
        judged += judge(unseen, understanding)
        spoiled += judge([noisy(each) for each in unseen], understanding)
    progress("done", 1.0)
    voices = sorted({each.example.voice for each in judged})
    reports = {
        voice: measure([each for each in judged if each.example.voice == voice])
        for voice in voices
    }
    return {**reports, "noisy": measure(_english(spoiled)), "all": measure(_english(judged))}


def _english(judged: Sequence[Judged]) -> list[Judged]:
    """
    Those in the language of which there are authors enough.
    """
    return [each for each in judged if each.example.language == JUDGED]


def _trained_on(
    known: Sequence[Example],
    config: Mapping[str, Any],
    data: TrainingData,
    cache: Path,
) -> Understanding:
    with TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        train_on(config, replace(data, examples=tuple(known)), model, _silent, cache=cache)
        return load(model, config)


def _silent(_doing: str, _share: float) -> None:
    pass
