"""
Finds the files of an assistant and reads each into an item.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from bot.errors import ContentError, Mistake
from bot.loading.item import Item, Notes
from bot.loading.yaml_lines import read

LANGUAGE = re.compile(r"[a-z]{2}")
"""ISO 639-1."""


def yaml_files(root: Path, folder: str, notes: Notes) -> list[Path]:
    """
    The `.yml` files below a folder, in order of name; it is a mistake if there is none, or one that nobody reads.
    """
    found = sorted(path for path in (root / folder).rglob("*") if path.is_file())
    for path in found:
        if path.suffix == ".yaml":
            file = relative(root, path)
            note(notes, file, f"the file {path.name} isn't read", f"{path.stem}.yml")
    wanted = [path for path in found if path.suffix == ".yml"]
    if not wanted:
        notes.unread.append(folder)
        note(notes, folder, "there is nothing here", "files that end in .yml")
    return wanted


def read_item(root: Path, path: Path, notes: Notes) -> Item | None:
    """
    A file as an item; `None` if it can't be read, or holds nothing.
    """
    file = relative(root, path)
    try:
        data, lines = read(path)
    except ContentError as error:
        notes.mistakes.extend(relabelled(root, error))
    except FileNotFoundError:
        note(notes, file, "there is no such file", "one")
    except (OSError, RecursionError, ValueError):
        note(notes, file, "the file can't be read", "plain YAML")
    else:
        return _filled(Item(data=data, lines=replace(lines, file=file), notes=notes))
    notes.unread.append(file)
    return None


def _filled(item: Item) -> Item | None:
    if item.data is not None:
        return item
    item.wrong("the file is empty", "what belongs here, or no file")
    return None


def relabelled(root: Path, error: ContentError) -> list[Mistake]:
    """
    The mistakes of an error with their files relative to the root.
    """
    return [replace(each, file=relative(root, Path(each.file))) for each in error.mistakes]


def relative(root: Path, path: Path) -> str:
    """
    The path from the root on, with slashes.
    """
    inside = path.is_relative_to(root)
    return (path.relative_to(root) if inside else path).as_posix()


def note(notes: Notes, file: str, message: str, expected: str) -> None:
    """
    Note a mistake about a whole file.
    """
    notes.mistakes.append(Mistake(file=file, line=1, message=message, expected=expected))
