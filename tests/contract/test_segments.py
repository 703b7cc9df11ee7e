"""
Text messages are counted as Twilio's own calculator counts them, where Node and the calculator can be had.
"""

from __future__ import annotations

import json
import os
import random  # noqa: TID251  # seeded: the same texts each time
import shutil
import subprocess

import pytest

from bot.wording.segments import segments
from tests.twilio_peer import CACHE, fetched

PROGRAM = """
const {SegmentedMessage} = require('sms-segments-calculator');
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(texts.map(text => new SegmentedMessage(text, 'auto', false).segmentsCount)));
"""
SINGLE = ("abc .,", "a€{}[]|~", "ä€\\\n", "aç–…’", "ąж你a")
PAIRS = ("a😀", "é😀ж", "a👨\u200d👩\u200d👧e\u0301🇩🇪")


def counted(texts: list[str]) -> list[int]:
    """
    The calculator's counts; skips where npm can't get it.
    """
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node")
    fetched()
    found = subprocess.run(
        [node, "-e", PROGRAM],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NODE_PATH": str(CACHE / "node_modules")},
    )
    if "Cannot find module" in found.stderr:
        pytest.skip("there is no sms-segments-calculator")
    counts: list[int] = json.loads(found.stdout)
    return counts


def texts_of(alphabets: tuple[str, ...]) -> list[str]:
    chance = random.Random(7)  # noqa: S311  # nothing secret
    return [
        "".join(chance.choice(chars) for _ in range(length))
        for chars in alphabets
        for length in (*range(1, 12), *range(60, 75), *range(130, 140), *range(150, 165), 306, 307)
    ]


def test_characters_of_one_unit_are_counted_alike() -> None:
    """
    In GSM-7 with its escapes, and in UCS-2.
    """
    texts = texts_of(SINGLE)

    assert counted(texts) == [segments(text) for text in texts]


def test_clusters_may_take_one_more() -> None:
    """
    The calculator keeps a cluster of several units whole where two messages meet; we cut between its characters.
    """
    texts = texts_of(PAIRS)
    more = [theirs - segments(text) for text, theirs in zip(texts, counted(texts), strict=True)]

    assert {0, 1} >= set(more)
    assert more.count(0) > len(more) * 0.8
