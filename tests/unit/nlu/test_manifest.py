"""
A sealed model knows its files.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import NoModel
from bot.nlu.manifest import Manifest, damaged, read_manifest, write_manifest


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


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"source": 1}',
        json.dumps({"source": "", "files": {}, "report": {}, "format": 0}),
    ],
)
def test_what_is_no_manifest_is_no_model(tmp_path: Path, content: str) -> None:
    """
    Another format is as good as none.
    """
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(NoModel):
        read_manifest(tmp_path)
