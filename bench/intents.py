"""
`python -m bench.intents FOLDER`: our intent head beside spaCy's textcat, on BANKING77 and on our own examples.

FOLDER holds `banking77_train.csv` and `banking77_test.csv` (columns text, category); with no FOLDER only our own examples
are used. Of each intent the first 15 training messages after a shuffle are learned, the whole test file is judged.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import spacy
from spacy.training import Example as SpacyExample

from bot.loading.yaml_lines import read
from bot.nlu.components.safety_head import SAFETY_INTENTS
from bot.nlu.evaluation.measures import OUT_OF_SCOPE, auroc
from bot.nlu.model import kernel, logistic, tfidf
from bot.nlu.model.classifier import mixed
from bot.nlu.settings import COMPONENTS
from bot.nlu.training.embeddings import embed_examples
from bot.nlu.training.heads import Goals, HeadSettings, Material, fit_heads, goals_of
from bot.nlu.training.run import read_text
from bot.nlu.training.words import build_words
from bot.nlu.training_data import Example, TrainingData, read_training_data

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "var" / "bench-embeddings.npz"
SHOTS, DRAWS, FOLDS = 15, 3, 3
SPACY = {
    "bag of words": {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True,
                     "length": 32768, "ngram_size": 3, "no_output_layer": False},
    "convolution": {"@architectures": "spacy.TextCatReduce.v1", "exclusive_classes": True,
                    "use_reduce_first": False, "use_reduce_last": False,
                    "use_reduce_max": False, "use_reduce_mean": True,
                    "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "width": 96, "depth": 2,
                                "embed_size": 2000, "window_size": 1, "maxout_pieces": 3,
                                "subword_features": True, "pretrained_vectors": None}},
}  # fmt: skip
EPOCHS = 20
Labelled = list[tuple[str, str]]
Chances = tuple[Sequence[str], np.ndarray]  # labels, and for each message the confidence in each


@dataclass(frozen=True, kw_only=True)
class Split:
    """
    What is learned and what is judged.
    """

    name: str
    known: Labelled
    unseen: Labelled


def main() -> None:
    """
    Print a line for each model and split.
    """
    tables = read_training_data(ROOT / "data" / "nlu", read)
    for split in splits(tables, [Path(each) for each in sys.argv[1:]]):
        for name, guess in models(tables):
            print(figures(split, name, *guess(split)), flush=True)


def figures(split: Split, name: str, labels: Sequence[str], chances: np.ndarray) -> str:
    """
    One line: accuracy, top-3, and how well out of scope is told from the rest, where a split has it.
    """
    right = np.array([labels.index(label) for _, label in split.unseen])
    best = np.argsort(-chances, axis=1)[:, :3] == right[:, None]
    found = (
        f"{split.name:<30}{name:<28}{best[:, 0].mean():.3f}  top-3 {best.any(axis=1).mean():.3f}"
    )
    if OUT_OF_SCOPE not in labels:
        return found
    known = np.delete(chances, labels.index(OUT_OF_SCOPE), axis=1).max(axis=1)
    outside = right == labels.index(OUT_OF_SCOPE)
    return f"{found}  out of scope AUROC {auroc(1 - known[outside], 1 - known[~outside]):.3f}"


def splits(tables: TrainingData, folders: Sequence[Path]) -> Iterator[Split]:
    """
    Draws of BANKING77, then our own examples, authors apart.
    """
    for folder in folders:
        known, unseen = (_csv(folder / f"banking77_{part}.csv") for part in ("train", "test"))
        for seed in range(DRAWS):
            yield Split(name=f"BANKING77, draw {seed}", known=_few(known, seed), unseen=unseen)
    english = [example for example in tables.examples if example.language == "en"]
    folds = goals_of(tables.examples).folds[[e.language == "en" for e in tables.examples]]
    for fold in range(FOLDS):
        parts = [
            [(e.text, e.intent) for e, f in zip(english, folds, strict=True) if (f == fold) == own]
            for own in (False, True)
        ]
        yield Split(name=f"our examples, fold {fold}", known=parts[0], unseen=parts[1])


def models(tables: TrainingData) -> Iterator[tuple[str, Callable[[Split], Chances]]]:
    """
    Name and function: what the unseen messages of a split are taken for.
    """
    for variant in ("full", "light"):
        yield f"ours, {variant}", lambda split, v=variant: ours(split, tables, full=v == "full")
    for name, model in SPACY.items():
        yield f"spaCy textcat, {name}", lambda split, m=model: textcat(split, m)


def ours(split: Split, tables: TrainingData, *, full: bool) -> Chances:
    """
    By our normaliser and intent head, its scales set on a fifth of what is known at a time.
    """
    examples = [
        Example(text=text, intent=label, voice=str(number % 5), file="")
        for number, (text, label) in enumerate(split.known)
    ]
    data = TrainingData(examples=tuple(examples), synonyms=tables.synonyms, lookups=tables.lookups)
    unseen = [Example(text=text, intent=label, voice="") for text, label in split.unseen]
    with TemporaryDirectory() as folder:
        words = build_words(
            data, Path(folder), dictionary_words=COMPONENTS["Normaliser"]["dictionary_words"]
        )
        texts = [read_text(words, each) for each in (*examples, *unseen)]
        rows = _embedded(texts, Path(folder)) if full else None
    return _chances(texts, rows, _goals(examples))


def _embedded(texts: Sequence[str], folder: Path) -> np.ndarray:
    settings = COMPONENTS["SentenceEncoder"]
    return embed_examples(texts, folder, CACHE, settings, lambda _share: None).rows


def _chances(texts: Sequence[str], rows: np.ndarray | None, goals: Goals) -> Chances:
    count = len(goals.intents)
    known = COMPONENTS["WordFeatures"]
    vocabulary = tfidf.fit(texts[:count], least=known["least_texts"], most=known["most_features"])
    features = [vocabulary.features(text) for text in texts]
    columns = len(vocabulary.columns)
    if rows is None:
        points = None
        material = Material(matrix=logistic.matrix(features[:count], columns, None))
    else:
        space = kernel.fit_space(rows[:count], parts=2, kept=COMPONENTS["ExampleLikeness"]["size"])
        points = kernel.kept_points(space.project(rows))
        material = Material(
            matrix=logistic.matrix(features[:count], columns, points[:count]),
            points=points[:count],
            voters=np.arange(count, dtype=np.int32),
        )
    head = fit_heads(material, goals, _settings()).intent
    new = None if points is None else points[count:]
    logits = logistic.matrix(features[count:], columns, new).logits(head.weights)
    alike = None if points is None else kernel.likeness(new, points[:count]) @ head.votes
    return goals.labels, mixed(head.scales, logits, alike)


def _goals(examples: Sequence[Example]) -> Goals:
    """
    The goals of examples that may have no safety intent: the labels name them all the same.
    """
    labels = tuple(sorted({each.intent for each in examples} | set(SAFETY_INTENTS)))
    order = [*SAFETY_INTENTS, *(label for label in labels if label not in SAFETY_INTENTS)]
    count = len(examples)
    return Goals(
        labels=labels,
        intents=np.array([labels.index(e.intent) for e in examples], dtype=np.int32),
        safety=np.array([order.index(e.intent) for e in examples], dtype=np.int32),
        hard=np.zeros(count, dtype=bool),
        folds=np.array([int(e.voice) % FOLDS for e in examples], dtype=np.int32),
        judged=np.ones(count, dtype=bool),
    )


def _settings() -> HeadSettings:
    intent, safety = COMPONENTS["IntentHead"], COMPONENTS["SafetyHead"]
    return HeadSettings(
        strength=intent["strength"],
        rounds=intent["rounds"],
        ridge=COMPONENTS["ExampleLikeness"]["ridge"],
        **safety,
    )


def textcat(split: Split, model: dict[str, object]) -> Chances:
    """
    By spaCy's text categorizer on its own words.
    """
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    labels = sorted({label for _, label in split.known})
    nlp.add_pipe("textcat", config={"model": model})
    examples = [
        SpacyExample.from_dict(
            nlp.make_doc(text), {"cats": {each: each == own for each in labels}}
        )
        for text, own in split.known
    ]
    optimizer = nlp.initialize(lambda: examples)
    shuffled = random.Random(0)  # noqa: S311 - a repeatable order
    for _ in range(EPOCHS):
        shuffled.shuffle(examples)
        for batch in spacy.util.minibatch(examples, size=32):
            nlp.update(batch, sgd=optimizer, drop=0.2)
    docs = nlp.pipe(text for text, _ in split.unseen)
    return labels, np.array([[doc.cats[label] for label in labels] for doc in docs])


def _csv(path: Path) -> Labelled:
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["category"]) for row in csv.DictReader(file)]


def _few(messages: Labelled, seed: int) -> Labelled:
    shuffled = list(messages)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - a repeatable draw
    seen: dict[str, int] = {}
    found = []
    for text, label in shuffled:
        seen[label] = seen.get(label, 0) + 1
        if seen[label] <= SHOTS:
            found.append((text, label))
    return found


if __name__ == "__main__":
    main()
