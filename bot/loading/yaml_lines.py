"""
The one YAML reader: plain data, and the line of every item for messages about mistakes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.errors import ContentError, Mistake

_TAG = "tag:yaml.org,2002:"
_NULL, _BOOL, _INT, _FLOAT, _STR = (
    _TAG + kind for kind in ("null", "bool", "int", "float", "str")
)


class _Loader(yaml.CSafeLoader):
    """
    YAML 1.2's plain values, as Rasa reads them: `no` is Norway, `10:30` is a time and a date is text.
    """


# A table of its own, so that the resolvers of the parent (YAML 1.1) are gone.
_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver(_NULL, re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
_Loader.add_implicit_resolver(
    _BOOL, re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)
_Loader.add_implicit_resolver(_INT, re.compile(r"[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    _FLOAT,
    re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$"),
    list("-+.0123456789"),
)


@dataclass(frozen=True, slots=True)
class Lines:
    """
    Where the items of one file stand.
    """

    file: str
    root: yaml.Node | None

    def at(self, *path: str | int) -> int:
        """
        The line (from 1) of the item at `path` (`"flows", "safety", "steps", 2`), or of its nearest parent.
        """
        line, node = 1, self.root
        for part in path:
            found = _child(node, part)
            if found is None:
                break
            mark, node = found
            line = mark.start_mark.line + 1
        return line

    def mistake(self, *path: str | int, message: str, expected: str = "") -> Mistake:
        """
        A `Mistake` about the item at `path`.
        """
        return Mistake(file=self.file, line=self.at(*path), message=message, expected=expected)


def read(path: Path) -> tuple[Any, Lines]:
    """
    The data of a YAML file (dict, list, str, int, float, bool, None) and the lines of its items.

    Raises `ContentError` with every mistake: not UTF-8, not YAML, a key twice, an anchor, an own tag.
    A file that holds nothing gives None.
    """
    file = path.as_posix()
    return read_text(_text(path, file), file)


def read_text(text: str, file: str) -> tuple[Any, Lines]:
    """
    As `read`, for a text that is already in memory; `file` is the name to show.
    """
    root = _compose(text, file)
    mistakes: list[Mistake] = []
    data = None if root is None else _Builder(file, mistakes).build(root)
    if mistakes:
        raise ContentError(mistakes)
    return data, Lines(file, root)


def _text(path: Path, file: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError(
            [Mistake(file=file, line=1, message="bad bytes", expected="UTF-8 text")]
        ) from error


EXPECTED = "YAML: look for spaces before this line or the one above, quotes and colons"


def _compose(text: str, file: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
        raise ContentError(
            [Mistake(file=file, line=line, message=problem, expected=EXPECTED)]
        ) from error
    finally:
        loader.dispose()
    return node


class _Builder:
    """
    Makes plain data of the nodes of one file and notes what is wrong on the way.
    """

    def __init__(self, file: str, mistakes: list[Mistake]) -> None:
        self._file = file
        self._mistakes = mistakes
        self._seen: set[int] = set()

    def build(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        # A node met twice is an alias; refusing them also refuses files that unfold to gigabytes.
        if id(node) in self._seen:
            return self._wrong(node, "an alias", "the value written out")
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        return [self.build(item) for item in node.value]

    def _mapping(self, node: yaml.MappingNode) -> dict[Any, Any]:
        data: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._wrong(key_node, "a list or mapping as key", "a plain key")
                continue
            key = self._scalar(key_node)
            if key in data:
                self._wrong(key_node, f"the key {key!r} stands here twice", "each key once")
            data[key] = self.build(value_node)
        return data

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        tag, text = node.tag, node.value
        if tag == _STR:
            return text
        if tag == _INT:
            return int(text)
        if tag == _BOOL:
            return text.lower() == "true"
        if tag == _NULL:
            return None
        if tag == _FLOAT:
            return float(text)
        return self._wrong(node, f"the tag {tag!r}", "plain data")

    def _wrong(self, node: yaml.Node, message: str, expected: str) -> None:
        line = node.start_mark.line + 1
        self._mistakes.append(
            Mistake(file=self._file, line=line, message=message, expected=expected)
        )


def _child(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """
    The node whose line stands for an item (its key, or itself in a list), and the item's own node.
    """
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return key, value
    if (
        isinstance(node, yaml.SequenceNode)
        and isinstance(part, int)
        and 0 <= part < len(node.value)
    ):
        return node.value[part], node.value[part]
    return None
