"""
Reads training data in Rasa's nlu.yml format: examples of intents, synonyms and lookup tables.
"""

from __future__ import annotations

import csv
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

    def at(self, *path: str | int) -> int:
        """
        The line of the item at `path`, or of its nearest parent.
        """

    def mistake(self, *path: str | int, message: str, expected: str = "") -> Mistake:
        """
        A `Mistake` about the item at `path`.
        """


_Item = tuple[str, str, list[tuple[int, str]]]  # kind, name, examples with their lines
YamlReader = Callable[[Path], "tuple[Any, Lines]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """
    One message and its intent; `voice` is its author, `hard` says alarming words without risk.

    `line` is where it stands in its file, from 1; examples that differ in nothing else are the same.
    """

    text: str
    intent: str
    voice: str
    language: str = "en"
    hard: bool = False
    file: str = ""
    line: int = field(default=1, compare=False)


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
    examples: list[Example] = []
    synonyms: dict[str, dict[str, str]] = {}
    lookups: dict[str, dict[str, tuple[str, ...]]] = {}
    for path, items in zip(files, _read_all(files, read), strict=True):
        language = path.parent.parent.name
        for kind, name, placed in items:
            texts = tuple(text for _, text in placed)
            if kind == "intent":
                examples += _examples(path, name, placed)
            elif kind == "synonym":
                synonyms.setdefault(language, {}).update(dict.fromkeys(texts, name))
            else:
                table = lookups.setdefault(language, {})
                table[name] = table.get(name, ()) + texts
    return TrainingData(examples=tuple(examples), synonyms=synonyms, lookups=lookups)


def read_examples(path: Path, read: YamlReader) -> tuple[Example, ...]:
    """
    The examples of one nlu.yml file, whatever folder it lies in.

    Raises `ContentError` with every mistake.
    """
    (items,) = _read_all([path], read)
    return tuple(
        example
        for kind, name, placed in items
        if kind == "intent"
        for example in _examples(path, name, placed)
    )


def read_table(path: Path) -> tuple[Example, ...]:
    """
    The examples of a CSV file with the columns text and intent.

    Raises `ContentError` with every mistake.
    """
    file = path.as_posix()
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream, strict=True)
            if not {"text", "intent"} <= set(rows.fieldnames or ()):
                raise ContentError([_wrong(file, 1, "columns are missing", "text and intent")])
            found = [(rows.line_num, row["text"] or "", row["intent"] or "") for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ContentError([_wrong(file, 1, "can't be read", "CSV in UTF-8")]) from error
    empty = [line for line, text, intent in found if not (text.strip() and intent.strip())]
    if empty:
        raise ContentError(_wrong(file, line, "an empty field", "text, intent") for line in empty)
    if not found:
        raise ContentError([_wrong(file, 1, "no examples", "a line for each message")])
    hard = path.stem.startswith(HARD_NEGATIVES)
    return tuple(
        Example(
            text=text, intent=intent, voice=path.parent.name, hard=hard, file=path.name, line=line
        )
        for line, text, intent in found
    )


def _wrong(file: str, line: int, message: str, expected: str) -> Mistake:
    return Mistake(file=file, line=line, message=message, expected=expected)


def _read_all(files: list[Path], read: YamlReader) -> list[list[_Item]]:
    mistakes: list[Mistake] = []
    found = []
    for path in files:
        try:
            data, lines = read(path)
        except ContentError as error:
            mistakes += error.mistakes
            continue
        new = list(_mistakes(data, lines))
        mistakes += new
        found.append([] if new else list(_items(data, lines)))
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


def _items(data: Any, lines: Lines) -> Iterator[_Item]:
    for number, item in enumerate(data["nlu"]):
        kind = _kind(item) or ""
        start = lines.at("nlu", number, "examples")
        placed = [(start + 1 + offset, text) for offset, text in _lines_of(item["examples"])] or [
            (lines.at("nlu", number, "examples", place), text)
            for place, text in _listed(item["examples"])
        ]
        yield kind, item[kind], placed


def _texts(examples: Any) -> Iterator[str]:
    yield from (text for _, text in _lines_of(examples))
    yield from (text for _, text in _listed(examples))


def _lines_of(examples: Any) -> Iterator[tuple[int, str]]:
    """
    The examples of a block of text, each after a dash, with their lines in the block from 0.
    """
    if isinstance(examples, str):
        for number, line in enumerate(examples.splitlines()):
            text = line.strip()
            if text.startswith("-") and text[1:].strip():
                yield number, text[1:].strip()


def _listed(examples: Any) -> Iterator[tuple[int, str]]:
    """
    The examples of a list, with their places in it.
    """
    if isinstance(examples, list):
        for number, item in enumerate(examples):
            text = item.get("text") if isinstance(item, dict) else item
            if isinstance(text, str) and text.strip():
                yield number, text.strip().removeprefix("- ")


def _examples(path: Path, intent: str, placed: list[tuple[int, str]]) -> Iterator[Example]:
    for line, text in placed:
        yield Example(
            text=_ANNOTATION.sub(r"\1", text),
            intent=intent,
            voice=path.parent.name,
            language=path.parent.parent.name,
            hard=path.stem.startswith(HARD_NEGATIVES),
            file=path.name,
            line=line,
        )
