"""
Rasa's commands work on the project as whoever uses Rasa knows them.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.contract.rasa_programs import (
    NO_RASA,
    RASA,
    ROOT,
    environment,
    free_port,
    is_there,
    rasa,
)

MINUTES = 10
EXAMPLES = """\
version: "3.1"
nlu:
- intent: threatened
  examples: |
    - he wants money or he posts my pictures
    - someone threatens to share my nudes
- intent: immediate_danger
  examples: |
    - he is at my door and wants to hurt me
"""

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


def test_test_plays_stories_and_asks_the_trained_understanding(
    model: Path, tmp_path: Path
) -> None:
    """
    Each action is predicted as the story says; examples that were not trained on are understood.
    """
    examples = tmp_path / "nlu.yml"
    examples.write_text(EXAMPLES, encoding="utf-8")
    words = ["--model", str(model), "--nlu", str(examples), "--stories", "tests/rasa"]
    rasa("test", *words, "--no-plot", "--out", str(tmp_path))
    stories = json.loads((tmp_path / "story_report.json").read_text(encoding="utf-8"))
    intents = json.loads((tmp_path / "intent_report.json").read_text(encoding="utf-8"))

    assert 1.0 == stories["conversation_accuracy"]["accuracy"]
    assert {"threatened", "immediate_danger"} <= intents.keys()


def test_shell_talks(model: Path, actions: str, tmp_path: Path) -> None:
    """
    In the terminal, until it is told to stop.
    """
    endpoints = (ROOT / "endpoints.yml").read_text(encoding="utf-8")
    endpoints = endpoints.replace("http://127.0.0.1:5055/webhook", actions)
    (tmp_path / "endpoints.yml").write_text(
        endpoints.replace("var/rasa.db", f"{tmp_path}/rasa.db"), encoding="utf-8"
    )
    words = ["shell", "--model", str(model), "--endpoints", str(tmp_path / "endpoints.yml")]
    done = subprocess.run(
        [str(RASA / "rasa"), *words, "--port", str(free_port())],
        cwd=ROOT,
        env=environment(),
        input="/immediate_danger\n/stop\n",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60 * MINUTES,
    )

    assert 0 == done.returncode, done.stdout[-4000:]
    assert "danger" in done.stdout
