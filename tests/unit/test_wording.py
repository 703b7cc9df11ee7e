"""
The sentences that are shipped, and the page that explains their tags.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.domain.assistant import Assistant
from bot.loading.assistant import load_assistant
from bot.loading.wording import load_wording
from bot.wording.rules import WordingRules
from bot.wording.run import judge_wording

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "writing-flows.md"


@pytest.fixture(scope="module")
def shipped() -> Assistant:
    return load_assistant(ROOT)


@pytest.fixture(scope="module")
def rules() -> WordingRules:
    return load_wording(ROOT)


def test_every_sentence_passes_every_check(shipped: Assistant, rules: WordingRules) -> None:
    """
    In each wording, for each country, age and platform.
    """
    assert [] == [
        f"{each.file}:{each.line}: {each.message()}; expected {each.expected}"
        for each in judge_wording(shipped, rules)
    ]


def test_the_guide_explains_every_tag(rules: WordingRules) -> None:
    """
    The tags in its table are those that wordings may have.
    """
    section = GUIDE.read_text(encoding="utf-8").split("## Tags")[1].split("\n## ")[0]
    rows = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]

    assert sorted(rules.tags) == sorted(
        {tag for row in rows for tag in re.findall(r"`(\w+)`", row)}
    )
