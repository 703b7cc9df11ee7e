"""
Reads training data in Rasa's nlu.yml format: examples of intents, synonyms and lookup tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bot.errors import ContentError, Mistake

_ANNOTATION = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
_KINDS = ("intent", "synonym", "lookup")
HARD_NEGATIVES = "hard_negatives"


class Lines(Protocol):
    """
    Where the items of one file stand.
    """

    def mistake(self, *path: str | int, message: str, expected: str = "") -> Mistake:
        """
        A `Mistake` about the item at `path`.
        """


YamlReader = Callable[[Path], "tuple[Any, Lines]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """
    One message and its intent; `voice` is its author, `hard` says alarming words without risk.
    """

    text: str
    intent: str
    voice: str
    language: str = "en"
    hard: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingData:
    """
    All that the folder `data/nlu` says; tables are `name -> examples` for each language.
    """

    examples: tuple[Example, ...] = ()
    synonyms: dict[str, dict[str, str]] = field(default_factory=dict)
    lookups: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)


def read_training_data(folder: Path, read: YamlReader) -> TrainingData:
    """
    Every `<language>/<voice>/<group>.yml` below `folder`, in the order of their names.

    Raises `ContentError` with every mistake of every file.
    """
    files = sorted(folder.glob("*/*/*.yml"))
    read_files = _read_all(files, read)
    examples: list[Example] = []
    synonyms: dict[str, dict[str, str]] = {}
    lookups: dict[str, dict[str, tuple[str, ...]]] = {}
    for path, data in zip(files, read_files, strict=True):
        language = path.parent.parent.name
        for kind, name, texts in _items(data):
            if kind == "intent":
                examples += _examples(path, name, texts)
            elif kind == "synonym":
                synonyms.setdefault(language, {}).update(dict.fromkeys(texts, name))
            else:
                table = lookups.setdefault(language, {})
                table[name] = table.get(name, ()) + tuple(texts)
    return TrainingData(examples=tuple(examples), synonyms=synonyms, lookups=lookups)


def read_examples(path: Path, read: YamlReader) -> tuple[Example, ...]:
    """
    The examples of one nlu.yml file, whatever folder it lies in.

    Raises `ContentError` with every mistake.
    """
    (data,) = _read_all([path], read)
    items = [item for item in _items(data) if item[0] == "intent"]
    return tuple(example for _, name, texts in items for example in _examples(path, name, texts))


def _read_all(files: list[Path], read: YamlReader) -> list[Any]:
    mistakes: list[Mistake] = []
    found = []
    for path in files:
        try:
            data, lines = read(path)
        except ContentError as error:
            mistakes += error.mistakes
            continue
        mistakes += _mistakes(data, lines)
        found.append(data)
    if mistakes:
        raise ContentError(mistakes)
    return found


def _mistakes(data: Any, lines: Lines) -> Iterator[Mistake]:
    if not isinstance(data, dict) or not isinstance(data.get("nlu"), list):
        yield lines.mistake(
            message="no list `nlu`", expected='version: "3.1" and nlu: - intent: …'
        )
        return
    for number, item in enumerate(data["nlu"]):
        path = ("nlu", number)
        kind = _kind(item)
        if kind is None:
            yield lines.mistake(*path, message="unknown item", expected=" or ".join(_KINDS))
        elif not isinstance(item[kind], str):
            yield lines.mistake(*path, kind, message="not a name", expected="text, in quotes")
        elif not list(_texts(item.get("examples"))):
            yield lines.mistake(*path, message="no examples", expected="examples: | and - lines")


def _kind(item: Any) -> str | None:
    if not isinstance(item, dict):
        return None
    return next((kind for kind in _KINDS if kind in item), None)


def _items(data: Any) -> Iterator[tuple[str, str, list[str]]]:
    for item in data["nlu"]:
        kind = _kind(item) or ""
        yield kind, item[kind], list(_texts(item["examples"]))


def _texts(examples: Any) -> Iterator[str]:
    if isinstance(examples, str):
        lines = (line.strip() for line in examples.splitlines())
        yield from (
            line[1:].strip() for line in lines if line.startswith("-") and line[1:].strip()
        )
    elif isinstance(examples, list):
        for item in examples:
            text = item.get("text") if isinstance(item, dict) else item
            if isinstance(text, str) and text.strip():
                yield text.strip().removeprefix("- ")


def _examples(path: Path, intent: str, texts: list[str]) -> Iterator[Example]:
    for text in texts:
        yield Example(
            text=_ANNOTATION.sub(r"\1", text),
            intent=intent,
            voice=path.parent.name,
            language=path.parent.parent.name,
            hard=path.stem.startswith(HARD_NEGATIVES),
            file=path.name,
        )
