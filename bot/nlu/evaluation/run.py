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
from bot.nlu.training.run import Progress, train_on
from bot.nlu.training_data import (
    Example,
    TrainingData,
    YamlReader,
    read_examples,
    read_training_data,
)
from bot.nlu.understanding import Understanding, load


def evaluate(files: Sequence[Path], understanding: Understanding, *, read: YamlReader) -> Report:
    """
    How well the messages in `files` (nlu.yml) are understood.

    Raises `ContentError` with every mistake in the files.
    """
    examples = [example for path in files for example in read_examples(path, read)]
    return measure(judge(examples, understanding))


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
    A report for each author, understood by a model that read only the others, and one for `all`.

    Every model is trained in full and every message goes through the whole pipeline; `cache` keeps embeddings.
    """
    data = read_training_data(data_dir, read)
    voices = sorted({example.voice for example in data.examples})
    reports: dict[str, Report] = {}
    everything: list[Judged] = []
    for number, voice in enumerate(voices):
        progress(f"without {voice}", number / len(voices))
        judged = _without(voice, config, data, cache)
        reports[voice] = measure(judged)
        everything += judged
    progress("done", 1.0)
    return {**reports, "all": measure(everything)}


def _without(
    voice: str,
    config: Mapping[str, Any],
    data: TrainingData,
    cache: Path,
) -> list[Judged]:
    known = tuple(example for example in data.examples if example.voice != voice)
    unseen = [example for example in data.examples if example.voice == voice]
    with TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        train_on(config, replace(data, examples=known), model, _silent, cache=cache)
        return judge(unseen, load(model, config))


def _silent(_doing: str, _share: float) -> None:
    pass
