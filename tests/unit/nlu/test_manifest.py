"""
A sealed model knows its files.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import NoModel, OutdatedModel
from bot.nlu.manifest import FORMAT, Manifest, damaged, read_manifest, write_manifest


def test_what_is_sealed_is_read_back(tmp_path: Path) -> None:
    """
    Source, files and report come back.
    """
    (tmp_path / "a.txt").write_text("a")
    expected = Manifest(
        source="abc",
        files={"a.txt": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
        report={"n": 1},
    )

    assert write_manifest(tmp_path, source="abc", report={"n": 1}) == expected
    assert read_manifest(tmp_path) == expected


def test_changed_and_missing_files_are_named(tmp_path: Path) -> None:
    """
    Each by its name.
    """
    for name in "abc":
        (tmp_path / name).write_text(name)
    known = write_manifest(tmp_path, source="", report={})
    (tmp_path / "a").write_text("other")
    (tmp_path / "b").unlink()

    assert damaged(tmp_path, known) == {"a", "b"}


@pytest.mark.parametrize("content", ["", "no manifest", "\x00"])
def test_what_is_no_manifest_is_no_model(tmp_path: Path, content: str) -> None:
    """
    A file that can't be read is as good as none.
    """
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(NoModel):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"source": 1},
        {"source": "", "files": {}, "report": {}, "format": FORMAT - 1},
        {"source": "", "files": {}, "report": {}, "format": FORMAT, "more": 1},
    ],
)
def test_a_model_of_another_version_is_refused(tmp_path: Path, content: object) -> None:
    """
    The error says what to do.
    """
    (tmp_path / "manifest.json").write_text(json.dumps(content))
    with pytest.raises(OutdatedModel, match="firsthours train"):
        read_manifest(tmp_path)
