"""
The safety rules: four kinds, and every mistake in them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.rule import Before, LeadsBack, Never, Remembered, StaysOpen, WithinOneTurn
from bot.engine.conditions import parse_condition
from bot.errors import ContentError
from bot.loading.assistant import load_assistant

ROOT = Path(__file__).parents[3]
RULES = "flows/safety.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """
    The assistant as it is, with rules of its own.
    """
    for name in ("config.yml", "data"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "flows").mkdir()
    for path in sorted((ROOT / "flows").glob("*.yml")):
        if path.name != "safety.yml":
            (tmp_path / "flows" / path.name).symlink_to(path)
    return tmp_path


def test_each_kind_of_rule_is_read(root: Path) -> None:
    """
    A tag or a list of tags, and a condition on slots.
    """
    (root / RULES).write_text(
        "rules:\n"
        "  - rule: One\n    never: refer_stopncii\n    when: slots.crisis is not null\n"
        "  - rule: Two\n    before: [save_evidence]\n    say: dont_pay\n"
        "  - rule: Three\n    after: immediate_danger\n    answer_with: emergency_number\n    come_first: true\n"
        "  - rule: Four\n    after: [immediate_danger]\n    lead_back: true\n"
        "  - rule: Five\n    stays_open: self_harm\n    while: slots.crisis is not null\n"
        "  - rule: Six\n    remembered: [crisis]\n",
        encoding="utf-8",
    )

    assert (
        Never(
            name="One",
            say=frozenset({"refer_stopncii"}),
            when=parse_condition("slots.crisis is not null"),
            file=RULES,
            line=2,
        ),
        Before(
            name="Two",
            say=frozenset({"dont_pay"}),
            then=frozenset({"save_evidence"}),
            file=RULES,
            line=5,
        ),
        WithinOneTurn(
            name="Three",
            after=("immediate_danger",),
            say=frozenset({"emergency_number"}),
            first=True,
            file=RULES,
            line=8,
        ),
        LeadsBack(name="Four", after=("immediate_danger",), file=RULES, line=12),
        StaysOpen(
            name="Five",
            flows=frozenset({"self_harm"}),
            when=parse_condition("slots.crisis is not null"),
            file=RULES,
            line=15,
        ),
        Remembered(name="Six", slots=frozenset({"crisis"}), file=RULES, line=18),
    ) == load_assistant(root).rules


def test_every_mistake_is_told_with_its_line(root: Path) -> None:
    """
    Unknown tags, intents, flows and kinds, missing keys, a way back that isn't one.
    """
    (root / RULES).write_text(
        "rules:\n"
        "  - anything\n"
        "  - rule: One\n    never: refer_stopnci\n"
        "  - rule: Two\n    before: save_evidence\n"
        "  - rule: Three\n    after: immediate_dangr\n    lead_back: false\n"
        "  - rule: Four\n    stays_open: self_harn\n    while: slots.crisis is not null\n",
        encoding="utf-8",
    )

    with pytest.raises(ContentError) as error:
        load_assistant(root)

    assert [
        (2, "the rule doesn't say what it asks for"),
        (4, "no response has the tag 'refer_stopnci'"),
        (5, "the rule has no 'say'"),
        (8, "no flow is started by the intent 'immediate_dangr'"),
        (9, "lead_back says nothing"),
        (11, "there is no flow 'self_harn'"),
    ] == [(mistake.line, mistake.message) for mistake in error.value.mistakes]


def test_a_file_without_rules_is_a_mistake(root: Path) -> None:
    """
    The file says what it should hold.
    """
    (root / RULES).write_text("other: 1\n", encoding="utf-8")

    with pytest.raises(ContentError):
        load_assistant(root)


def test_no_rules_are_needed(root: Path) -> None:
    """
    An assistant may do without.
    """
    assert () == load_assistant(root).rules
