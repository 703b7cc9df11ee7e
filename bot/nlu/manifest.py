"""
What a trained model is made of: its files with their checksums, and the hash of what it came from.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from bot.errors import NoModel, OutdatedModel

FORMAT = 1  # one more whenever a model's files or what stands in them changes
_FILE = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """
    `source` is the hash of data, settings and code; `files` maps a name to its sha256; `report` is for people.
    """

    source: str
    files: dict[str, str]
    report: dict[str, object]
    format: int = FORMAT


def write_manifest(folder: Path, *, source: str, report: dict[str, object]) -> Manifest:
    """
    Seals the files in `folder`.
    """
    files = {path.name: digest(path) for path in sorted(folder.iterdir())}
    manifest = Manifest(source=source, files=files, report=report)
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    (folder / _FILE).write_text(text, encoding="utf-8")
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """
    The manifest of a trained model.

    Raises `NoModel` if there is no model, and `OutdatedModel` for one of another format.
    """
    try:
        data = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NoModel from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise OutdatedModel
    try:
        return Manifest(**data)
    except TypeError as error:
        raise OutdatedModel from error


def damaged(folder: Path, manifest: Manifest) -> frozenset[str]:
    """
    The names of files that are missing or not what they were.
    """
    return frozenset(
        name
        for name, wanted in manifest.files.items()
        if not (folder / name).is_file() or digest(folder / name) != wanted
    )


def digest(path: Path) -> str:
    """
    The sha256 of a file, in hex.
    """
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()
