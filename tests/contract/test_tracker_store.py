"""
Rasa's tracker store of this project keeps no words, nothing that can be read, and nothing for too long.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.contract.rasa_programs import NO_RASA, RASA, ROOT, environment, is_there

PROGRAM = Path(__file__).with_name("rasa_store.py")
EXPECTED = {
    "paid": True,
    "links": None,
    "texts": ["", ""],
    "readable": False,
    "another key": "refused",
    "after a new key": True,
    "before its time": 2,
    "after its time": 1,
    "at last": 0,
}


@pytest.mark.skipif(not is_there(), reason=NO_RASA)
@pytest.mark.xdist_group("rasa")
def test_a_talk_is_kept_without_words_and_sealed_for_as_long_as_it_should_be(
    tmp_path: Path,
) -> None:
    """
    Slots stay, evidence and words don't; another key is refused, a key of before opens; who wished for longer is kept.
    """
    done = subprocess.run(
        [str(RASA / "python"), str(PROGRAM), str(tmp_path)],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )

    assert 0 == done.returncode, done.stderr[-4000:]
    assert EXPECTED == json.loads(done.stdout)
