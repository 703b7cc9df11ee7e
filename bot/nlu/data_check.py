"""
Checks the training data: balance, labels, duplicates, and messages that stand in test files as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import Mistake
from bot.nlu.components.safety_head import SAFETY_INTENTS
from bot.nlu.text.cleaning import clean
from bot.nlu.training_data import Example, TrainingData, YamlReader

Place = tuple[str, int]  # file and line
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONG = 5  # words from which on two people don't write the same message by chance
_ALIKE = 0.8  # share of three-word runs in common that makes near-duplicates
_COMMON = 40  # messages; a three-word run in more of them says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """
    How many examples there must be at least: of each intent, of each safety intent, and of hard negatives.
    """

    intent: int = 60
    safety: int = 400
    hard: int = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """
    What somebody says in a test, and where.
    """

    text: str
    file: str
    line: int


def check_data(
    data: TrainingData, labels: Iterable[str], demands: Demands | None = None
) -> tuple[Mistake, ...]:
    """
    Every mistake in the training data; `labels` are the domain's intents, `demands` what English must have.
    """
    examples = [example for example in data.examples if example.language == "en"]
    return (
        *_labels(data.examples, frozenset(labels)),
        *_balance(examples, frozenset(labels), demands or Demands()),
        *_conflicts(data.examples),
        *_duplicates(data.examples),
        *_near_duplicates(data.examples),
    )


def leaks(data: TrainingData, messages: Iterable[Said]) -> Iterator[Mistake]:
    """
    The longer test messages that training has read: on those the understanding shows only its memory.
    """
    known = {_words(example.text): _place(example) for example in data.examples}
    for message in messages:
        words = _words(message.text)
        if len(words) >= _LONG and words in known:
            file, line = known[words]
            text = f"{_short(message.text)} is a training example ({file}, line {line})"
            expected = "a message that training has not read"
            yield Mistake(file=message.file, line=message.line, message=text, expected=expected)


def read_test_messages(files: Iterable[Path], read: YamlReader) -> Iterator[Said]:
    """
    What the user says in each e2e test file.
    """
    for path in files:
        data, lines = read(path)
        for place, text in _users(data, ()):
            yield Said(text=text, file=path.as_posix(), line=lines.at(*place))


def _users(data: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """
    Each text below a key `user`, with the way to it.
    """
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from _users(item, (*place, number))
    elif isinstance(data, dict):
        if isinstance(data.get("user"), str):
            yield (*place, "user"), data["user"]
        for key, item in data.items():
            yield from _users(item, (*place, key))


def _labels(examples: Sequence[Example], labels: frozenset[str]) -> Iterator[Mistake]:
    unknown: dict[str, Example] = {}
    for example in examples:
        if example.intent not in labels:
            unknown.setdefault(example.intent, example)
    for intent, example in sorted(unknown.items()):
        yield _mistake(_place(example), f"unknown intent {intent}", "one of the domain's intents")


def _balance(
    examples: Sequence[Example], labels: frozenset[str], demands: Demands
) -> Iterator[Mistake]:
    counts = Counter(example.intent for example in examples)
    for intent in sorted(labels):
        wanted = demands.safety if intent in SAFETY_INTENTS else demands.intent
        if counts[intent] < wanted:
            yield _few(intent, counts[intent], wanted)
    hard = sum(example.hard for example in examples)
    if hard < demands.hard:
        yield _few("hard negatives", hard, demands.hard)


def _few(what: str, count: int, wanted: int) -> Mistake:
    return _mistake(("data/nlu/en", 1), f"{count} examples of {what}", f"at least {wanted}")


def _conflicts(examples: Sequence[Example]) -> Iterator[Mistake]:
    for same in _same(examples).values():
        intents = sorted({example.intent for example in same})
        if len(intents) > 1:
            places = ", ".join(f"{file}:{line}" for file, line in sorted(map(_place, same)))
            message = f"{_short(same[0].text)} is labelled {' and '.join(intents)}: {places}"
            yield _mistake(_place(same[0]), message, "one intent")


def _duplicates(examples: Sequence[Example]) -> Iterator[Mistake]:
    for words, same in _same(examples).items():
        if len(same) > 1 and len(words) >= _LONG:
            file, line = _place(same[0])
            message = f"{_short(same[0].text)} stands already in {file}, line {line}"
            yield _mistake(_place(same[-1]), message, "each message once")


def _same(examples: Sequence[Example]) -> dict[tuple[str, ...], list[Example]]:
    groups: dict[tuple[str, ...], list[Example]] = defaultdict(list)
    for example in examples:
        words = _words(example.text)
        if words:
            groups[words].append(example)
    return groups


def _near_duplicates(examples: Sequence[Example]) -> Iterator[Mistake]:
    """
    Pairs of longer messages that share most of their three-word runs.
    """
    runs = [_runs(_words(example.text)) for example in examples]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, own in enumerate(runs):
        for run in own:
            places[run].append(i)
    for i, own in enumerate(runs):
        shared = Counter(
            j for run in own if len(places[run]) <= _COMMON for j in places[run] if j > i
        )
        for j, count in shared.items():
            both = len(own | runs[j])
            if runs[j] != own and count / both >= _ALIKE:
                file, line = _place(examples[i])
                message = f"{_short(examples[j].text)} is nearly what {file}, line {line} says"
                yield _mistake(_place(examples[j]), message, "another wording")


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(clean(text).lower().replace("'", "")))


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    if len(words) < _LONG:
        return frozenset()
    return frozenset(words[i : i + 3] for i in range(len(words) - 2))


def _short(text: str) -> str:
    return f"{text[:60]}…" if len(text) > 60 else text


def _place(example: Example) -> Place:
    return f"data/nlu/{example.language}/{example.voice}/{example.file}", example.line


def _mistake(place: Place, message: str, expected: str) -> Mistake:
    return Mistake(file=place[0], line=place[1], message=message, expected=expected)
