"""
Rasa's commands work on the project as whoever uses Rasa knows them.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.contract.rasa_programs import (
    NO_RASA,
    is_there,
    rasa,
)

pytestmark = [
    pytest.mark.skipif(not is_there(), reason=NO_RASA),
    pytest.mark.xdist_group("rasa"),
]


def test_data_validate_finds_nothing_wrong() -> None:
    """
    Not even a warning about an intent or a response that nothing uses.
    """
    told = rasa("data", "validate", "--fail-on-warnings")

    assert "Validating" in told


def test_test_core_plays_stories(model: Path, tmp_path: Path) -> None:
    """
    Each action is predicted as the story says.
    """
    rasa("test", "core", "--model", str(model), "--stories", "tests/rasa", "--out", str(tmp_path))
    stories = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))

    assert 1.0 == stories["conversation_accuracy"]["accuracy"]
