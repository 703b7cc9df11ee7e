"""
Finding and reading the files of an assistant.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ContentError, Mistake
from bot.loading.files import read_item, relabelled, relative, yaml_files
from bot.loading.item import Notes


def told(notes: Notes) -> list[str]:
    return [mistake.describe() for mistake in notes.mistakes]


def test_files_in_order_and_those_that_nobody_reads(tmp_path: Path) -> None:
    """
    `.yml` files of all folders below come sorted; one that ends in `.yaml` is a mistake, others are no concern.
    """
    for name in ("b.yml", "a/c.yml", "d.yaml", "notes.txt"):
        path = tmp_path / "flows" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: 1\n", encoding="utf-8")
    notes = Notes()
    found = yaml_files(tmp_path, "flows", notes)

    assert (
        ["flows/a/c.yml", "flows/b.yml"],
        ["flows/d.yaml:1: the file d.yaml isn't read; expected d.yml"],
        [],
    ) == ([relative(tmp_path, path) for path in found], told(notes), notes.unread)


def test_a_folder_without_files(tmp_path: Path) -> None:
    """
    Nothing there is a mistake, and counts as unread.
    """
    notes = Notes()

    assert [] == yaml_files(tmp_path, "flows", notes)
    assert (["flows:1: there is nothing here; expected files that end in .yml"], ["flows"]) == (
        told(notes),
        notes.unread,
    )


@pytest.mark.parametrize(
    ("content", "expected", "unread"),
    [
        (b"", "x.yml:1: the file is empty; expected what belongs here, or no file", []),
        (b"\xff\xfe\xff", "x.yml:1: bad bytes; expected UTF-8 text", ["x.yml"]),
        (
            b"a: [",
            "x.yml:2: did not find expected node content; expected YAML: look for spaces before this line or the one above, quotes and colons",
            ["x.yml"],
        ),
        (
            b"[" * 2000 + b"]" * 2000,
            "x.yml:1: the file can't be read; expected plain YAML",
            ["x.yml"],
        ),
        (
            b"a: " + b"9" * 5000,
            "x.yml:1: the file can't be read; expected plain YAML",
            ["x.yml"],
        ),
        (None, "x.yml:1: there is no such file; expected one", ["x.yml"]),
    ],
)
def test_a_file_that_says_nothing(
    tmp_path: Path, content: bytes | None, expected: str, unread: list[str]
) -> None:
    """
    A file that is empty, missing or no YAML gives a mistake instead of an item.
    """
    path = tmp_path / "x.yml"
    if content is not None:
        path.write_bytes(content)
    notes = Notes()

    assert read_item(tmp_path, path, notes) is None
    assert ([expected], unread) == (told(notes), notes.unread)


def test_a_folder_in_a_files_place(tmp_path: Path) -> None:
    """
    What isn't a file can't be read.
    """
    (tmp_path / "x.yml").mkdir()
    notes = Notes()

    assert read_item(tmp_path, tmp_path / "x.yml", notes) is None
    assert ["x.yml:1: the file can't be read; expected plain YAML"] == told(notes)


def test_an_item_knows_its_place(tmp_path: Path) -> None:
    """
    File and line are relative to the root.
    """
    (tmp_path / "x.yml").write_text("a:\n  b: 1\n", encoding="utf-8")
    item = read_item(tmp_path, tmp_path / "x.yml", Notes())

    assert item is not None
    assert ("x.yml:2", {"b": 1}) == (item.child("a").child("b").place, item.child("a").data)


def test_mistakes_of_others_are_relabelled(tmp_path: Path) -> None:
    """
    A whole path becomes one from the root; any other stays.
    """
    inside = Mistake(file=(tmp_path / "data/x.yml").as_posix(), line=2, message="no")
    outside = Mistake(file="elsewhere/y.yml", line=1, message="no")

    assert [
        Mistake(file="data/x.yml", line=2, message="no"),
        outside,
    ] == relabelled(tmp_path, ContentError([inside, outside]))
