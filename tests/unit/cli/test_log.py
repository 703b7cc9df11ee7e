"""
`firsthours log verify`: what it says, and the code it ends with.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.domain.request import Format
from bot.export.file import WRITERS
from tests.exports import FOUND, document

WHOLE = document()


def verified(file: Path, *options: str) -> tuple[int, str]:
    """
    Exit code and words of the command.
    """
    result = CliRunner().invoke(app, ["log", "verify", str(file), *options])
    return result.exit_code, " ".join(result.stdout.split())


@pytest.mark.parametrize("file_format", ["pdf", "csv", "json"])
def test_a_whole_log_is_fine(tmp_path: Path, file_format: Format) -> None:
    """
    It says how many entries there are, and the fingerprint to compare with.
    """
    file = tmp_path / f"log.{file_format}"
    file.write_bytes(WRITERS[file_format](WHOLE))

    said = f"Nothing was changed: 3 entries, the last with the fingerprint {WHOLE.last_hash}."
    assert (0, said) == verified(file)


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    """
    An entry that was changed, a log that isn't the one expected, a file that isn't one.
    """
    file = tmp_path / "log"
    content = WRITERS["json"](WHOLE)
    told = []
    for each in (content.replace(b"R-1", b"R-2"), content, b"canary"):
        file.write_bytes(each)
        told.append(verified(file, "--last-hash", "0" * 64))

    assert [
        (1, "Entry 2 was changed."),
        (
            1,
            "The file is whole, but its last entry isn't the one expected: it is another log, or was rewritten.",
        ),
        (1, "This is no log of First Hours, or it is damaged beyond reading."),
    ] == told


def test_one_entry_is_counted_as_one(tmp_path: Path) -> None:
    """
    Numbers agree with their words.
    """
    file = tmp_path / "log.json"
    file.write_bytes(WRITERS["json"](document([FOUND])))

    assert "Nothing was changed: 1 entry, the last" in verified(file)[1]


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """
    As with every command.
    """
    assert 2 == verified(tmp_path / "no")[0]
