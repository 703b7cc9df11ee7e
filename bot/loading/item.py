"""
One value of a file with its place: what it should be is asked for, what it isn't is noted, and reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import Mistake
from bot.loading.known import Known, one_of
from bot.loading.yaml_lines import Lines

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")

KINDS = {bool: "true or false", str: "a text", list: "a list", dict: "a mapping"}

Check = Callable[[Known], None]


@dataclass(frozen=True, slots=True)
class Notes:
    """
    What reading leaves behind besides the data: the mistakes, the checks that need all files, and what couldn't be read.
    """

    mistakes: list[Mistake] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """
    The keys that a mapping may have and must have; `instead` says what to write for keys that Rasa has and we don't.
    """

    allowed: tuple[str, ...]
    required: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """
    A value in a file. `what` in its methods names the value in messages ("the description").
    """

    data: Any
    lines: Lines
    notes: Notes
    path: tuple[str | int, ...] = ()

    @property
    def file(self) -> str:
        """
        The file, relative to the assistant's root.
        """
        return self.lines.file

    @property
    def line(self) -> int:
        """
        The line, from 1.
        """
        return self.lines.at(*self.path)

    @property
    def place(self) -> str:
        """
        `file:line`.
        """
        return f"{self.file}:{self.line}"

    def wrong(self, message: str, expected: str = "") -> None:
        """
        Note a mistake here.
        """
        self.notes.mistakes.append(
            self.lines.mistake(*self.path, message=message, expected=expected)
        )

    def later(self, check: Check) -> None:
        """
        Have a check run once everything is read.
        """
        self.notes.checks.append(check)

    def fields(self, what: str, keys: Keys) -> dict[str, Item]:
        """
        The values of a mapping with known keys, by key; without those that are unknown.
        """
        found = self._children(what, _listed(keys.allowed))
        if found is None:
            return {}
        for key in found.keys() - set(keys.allowed):
            _unknown(found[key], what, keys)
        for key in (key for key in keys.required if key not in found):
            self.wrong(f"{what} has no {key!r}", f"{key}: …")
        return {key: found[key] for key in keys.allowed if key in found}

    def named(self, what: str) -> dict[str, Item]:
        """
        The values of a mapping whose keys are names given by the writer.
        """
        found = self._children(what, "names, each with what belongs to it below") or {}
        return {name: item for name, item in found.items() if _is_identifier(item, name)}

    def _children(self, what: str, expected: str) -> dict[str, Item] | None:
        if not isinstance(self.data, dict):
            self.wrong(f"{what} is {self.kind}", expected)
            return None
        found = {}
        for key in self.data:
            if isinstance(key, str):
                found[key] = self.child(key)
            else:
                self.wrong(f"the key {key!r} in {what} isn't text", "a key of letters")
        return found

    def child(self, key: str | int) -> Item:
        """
        The value under a key, or at an index, that is there.
        """
        return Item(
            data=self.data[key], lines=self.lines, notes=self.notes, path=(*self.path, key)
        )

    def entries(self, what: str) -> list[Item]:
        """
        The items of a list.
        """
        if isinstance(self.data, list):
            return [self.child(index) for index in range(len(self.data))]
        self.wrong(f"{what} is {self.kind}", "a list: lines that begin with -")
        return []

    def text(self, what: str) -> str:
        """
        A text that says something, without white space around it; "" if it isn't one.
        """
        if isinstance(self.data, str) and self.data.strip():
            return self.data.strip()
        plain = isinstance(self.data, (bool, int, float))
        self.wrong(f"{what} is {self.kind}", f'a text: "{self.written}"' if plain else "a text")
        return ""

    def identifier(self, what: str) -> str:
        """
        A name as flows, slots and steps have them; "" if it isn't one.
        """
        name = self.text(what)
        return name if name and _is_identifier(self, name) else ""

    def flag(self, what: str, *, default: bool) -> bool:
        """
        True or false.
        """
        if isinstance(self.data, bool):
            return self.data
        self.wrong(f"{what} is {self.kind}", "true or false")
        return default

    def number(self, what: str, *, least: float, most: float, whole: bool) -> float | None:
        """
        A number within limits; `None` if it isn't one.
        """
        kinds = int if whole else (int, float)
        if not isinstance(self.data, kinds) or isinstance(self.data, bool):
            self.wrong(f"{what} is {self.kind}", "a whole number" if whole else "a number")
        elif not least <= self.data <= most:
            self.wrong(f"{what} is {self.data}", f"a number from {least} to {most}")
        else:
            return self.data
        return None

    @property
    def kind(self) -> str:
        """
        What the value is, in a writer's words.
        """
        if self.data is None or (isinstance(self.data, str) and not self.data.strip()):
            return "empty"
        return KINDS.get(type(self.data), "a number")

    @property
    def written(self) -> str:
        """
        A plain value as YAML writes it, for use in messages.
        """
        if isinstance(self.data, bool):
            return str(self.data).lower()
        return "…" if isinstance(self.data, (dict, list)) else str(self.data)


def _listed(keys: tuple[str, ...]) -> str:
    return f"the key{'s' * (len(keys) > 1)} {', '.join(keys)}"


def _unknown(item: Item, what: str, keys: Keys) -> None:
    key = str(item.path[-1])
    if key in keys.instead:
        item.wrong(f"{key!r} in {what} isn't supported", keys.instead[key])
    else:
        item.wrong(f"unknown key {key!r} in {what}", one_of(key, keys.allowed))


def _is_identifier(item: Item, name: str) -> bool:
    fits = IDENTIFIER.fullmatch(name) is not None
    if not fits:
        item.wrong(
            f"the name {name!r} can't be used", "small letters, digits and _, a letter first"
        )
    return fits
