"""
The training run: read, spell, fit, seal; a new model takes the old one's place in one step.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from bot.errors import ModelError, TooFewExamples, WeightsMissing
from bot.nlu import manifest
from bot.nlu.arrays import Floats, Ints
from bot.nlu.components.intent_head import INTENT_FILE
from bot.nlu.components.safety_head import SAFETY_FILE
from bot.nlu.encoder.reference import POOLED
from bot.nlu.model import kernel, logistic, store, tfidf
from bot.nlu.settings import PipelineSettings, Variant, read_settings
from bot.nlu.text.cleaning import clean
from bot.nlu.text.normalising import TextNormaliser, model_text
from bot.nlu.training.embeddings import Embedded, embed_examples, write_likeness_file
from bot.nlu.training.heads import Goals, Heads, HeadSettings, Material, fit_heads, goals_of
from bot.nlu.training.words import build_words
from bot.nlu.training_data import Example, TrainingData, YamlReader, read_training_data

_MAKERS = (
    ".",
    "components",
    "encoder",
    "model",
    "text",
    "training",
)  # packages that shape a model
Progress = Callable[[str, float], None]  # what is being done, share of the whole that is done


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingReport:
    """
    What a training run did; `cached` if the model at hand was already that of this data and code.
    """

    cached: bool
    examples: int
    measured: Mapping[str, Mapping[str, float]]
    notice: str = ""


def train(
    config: Mapping[str, Any],
    data_dir: Path,
    model_dir: Path,
    progress: Progress,
    *,
    read: YamlReader,
) -> TrainingReport:
    """
    Trains the models of `config` on the examples in `data_dir`, into the folder `model_dir`.

    Raises `ContentError` for mistakes in settings or data; then, and if anything breaks, the old model stays.
    """
    progress("reading examples", 0.0)
    data = read_training_data(data_dir, read)
    cache = model_dir.with_name(f"{model_dir.name}-embeddings.npz")
    return train_on(config, data, model_dir, progress, cache=cache)


def train_on(
    config: Mapping[str, Any],
    data: TrainingData,
    model_dir: Path,
    progress: Progress,
    *,
    cache: Path,
) -> TrainingReport:
    """
    As `train`, on data already read; `cache` is the file that keeps embeddings from one run to the next.
    """
    settings = read_settings(config)
    if len({example.intent for example in data.examples}) < 2:
        raise TooFewExamples
    source = _source(settings, data)
    if (known := _cached(model_dir, source)) is not None:
        return known
    job = _Job(settings=settings, data=data, source=source, cache=cache, progress=progress)
    with threadpool_limits(limits=1):  # sums come out the same however many cores there are
        return _replace(model_dir, job.run)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """
    One training run; `run` fills a new folder.
    """

    settings: PipelineSettings
    data: TrainingData
    source: str
    cache: Path
    progress: Progress

    def run(self, folder: Path) -> TrainingReport:
        texts = self._texts(folder)
        vocabulary, features = self._features(texts, folder)
        embedded, notice = self._embedded(texts, folder)
        goals = goals_of(self.data.examples)
        heads: dict[Variant, Heads] = {}
        if embedded is not None:
            material = self._material(features, len(vocabulary.columns), embedded.rows, folder)
            heads["full"] = self._fit("full", material, goals, 0.4, 0.8)
        words = Material(matrix=logistic.matrix(features, len(vocabulary.columns), None))
        heads["light"] = self._fit("light", words, goals, 0.8, 0.98)
        save_heads(heads, goals, folder)
        return self._seal(folder, heads, embedded, notice)

    def _texts(self, folder: Path) -> list[str]:
        self.progress("learning words", 0.02)
        most = self.settings.of("Normaliser")["dictionary_words"]
        normaliser = build_words(self.data, folder, dictionary_words=most)
        self.progress("putting examples right", 0.08)
        return [read_text(normaliser, example) for example in self.data.examples]

    def _features(
        self, texts: Sequence[str], folder: Path
    ) -> tuple[tfidf.Vocabulary, list[tfidf.Features]]:
        known = self.settings.of("WordFeatures")
        vocabulary = tfidf.fit(texts, least=known["least_texts"], most=known["most_features"])
        tfidf.save(vocabulary, folder)
        return vocabulary, [vocabulary.features(text) for text in texts]

    def _embedded(self, texts: Sequence[str], folder: Path) -> tuple[Embedded | None, str]:
        if self.settings.variant == "light":
            return None, ""
        self.progress("embedding examples", 0.12)
        known = self.settings.of("SentenceEncoder")
        try:
            found = embed_examples(
                texts,
                folder,
                self.cache,
                known,
                lambda share: self.progress("embedding examples", 0.12 + 0.28 * share),
            )
        except WeightsMissing as error:
            return None, f"{error} Trained without them; it understands less."
        return found, f"The encoder in {found.bits} bits agrees with numpy: {found.agreement:.4f}."

    def _material(
        self, features: Sequence[tfidf.Features], columns: int, rows: Floats, folder: Path
    ) -> Material:
        known = self.settings.of("ExampleLikeness")
        voters = _spread(len(rows), known["most_examples"])
        space = kernel.fit_space(rows, parts=len(POOLED), kept=known["size"])
        points = kernel.kept_points(space.project(rows))
        write_likeness_file(space, points[voters], folder)
        return Material(
            matrix=logistic.matrix(features, columns, points), points=points, voters=voters
        )

    def _fit(
        self, variant: Variant, material: Material, goals: Goals, start: float, end: float
    ) -> Heads:
        def done(share: float) -> None:
            self.progress(f"fitting the {variant} heads", start + share * (end - start))

        done(0.0)
        return fit_heads(material, goals, self._head_settings(), done)

    def _head_settings(self) -> HeadSettings:
        intent, safety = self.settings.of("IntentHead"), self.settings.of("SafetyHead")
        return HeadSettings(
            strength=intent["strength"],
            rounds=intent["rounds"],
            ridge=self.settings.of("ExampleLikeness")["ridge"],
            certain_alarms=safety["certain_alarms"],
            certain_hard_alarms=safety["certain_hard_alarms"],
            possible_alarms=safety["possible_alarms"],
            unversed_alarms=safety["unversed_alarms"],
        )

    def _seal(
        self,
        folder: Path,
        heads: Mapping[Variant, Heads],
        embedded: Embedded | None,
        notice: str,
    ) -> TrainingReport:
        measured: dict[str, Mapping[str, float]] = {}
        measured.update({name: head.measured for name, head in heads.items()})
        if embedded is not None:
            measured["encoder"] = {"agreement": embedded.agreement, "bits": embedded.bits}
        report = TrainingReport(
            cached=False, examples=len(self.data.examples), measured=measured, notice=notice
        )
        manifest.write_manifest(folder, source=self.source, report=asdict(report))
        self.progress("done", 1.0)
        return report


def read_text(normaliser: TextNormaliser, example: Example) -> str:
    """
    What the models read of an example, as the running pipeline would make it.
    """
    return model_text(normaliser.normalise(clean(example.text), mend=example.language == "en"))


def save_heads(heads: Mapping[Variant, Heads], goals: Goals, folder: Path) -> None:
    """
    Writes labels, thresholds and classifiers.
    """
    limits = {
        name: {"possible": head.possible, "certain": head.certain, "unversed": head.unversed}
        for name, head in heads.items()
    }
    (folder / INTENT_FILE).write_text(json.dumps({"labels": goals.labels}), encoding="utf-8")
    (folder / SAFETY_FILE).write_text(json.dumps(limits), encoding="utf-8")
    for name, head in heads.items():
        store.save_classifier(head.intent, folder, f"intent_{name}")
        store.save_classifier(head.safety, folder, f"safety_{name}")


def _spread(count: int, most: int) -> Ints:
    """
    Places of at most `most` of `count` examples, evenly spread.
    """
    return np.unique(np.linspace(0, count - 1, min(count, most)).round()).astype(np.int32)


def _source(settings: PipelineSettings, data: TrainingData) -> str:
    """
    The hash of everything that the model depends on: data, settings and this package's code.
    """
    found = sha256()
    package = Path(__file__).parent.parent
    for path in sorted(file for part in _MAKERS for file in (package / part).glob("*.py")):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    # Where an example stands in its file changes nothing.
    examples = [{**asdict(example), "line": 0} for example in data.examples]
    content = {"settings": asdict(settings), "data": {**asdict(data), "examples": examples}}
    found.update(json.dumps(content, sort_keys=True, default=dict).encode())
    return found.hexdigest()


def _cached(model_dir: Path, source: str) -> TrainingReport | None:
    try:
        known = manifest.read_manifest(model_dir)
    except ModelError:
        return None
    if known.source != source or manifest.damaged(model_dir, known):
        return None
    report: dict[str, Any] = {**known.report, "cached": True}
    return TrainingReport(**report)


def _replace(model_dir: Path, make: Callable[[Path], TrainingReport]) -> TrainingReport:
    """
    Lets `make` fill a new folder, and swaps it in only when it is whole.
    """
    new = model_dir.with_name(f"{model_dir.name}.new-{os.getpid()}")
    old = model_dir.with_name(f"{model_dir.name}.old-{os.getpid()}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        report = make(new)
        if model_dir.exists():
            model_dir.rename(old)
        new.rename(model_dir)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return report
