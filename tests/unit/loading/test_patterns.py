"""
What the engine starts by itself agrees with what the loader asks the files to have.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.conversation
import bot.engine
from bot.engine.render import IN_ENGLISH, LINES
from bot.loading.patterns import OPTIONAL, SAID, STARTED, is_context, told

FOLDERS = (bot.engine.__path__[0], bot.conversation.__path__[0])
BY_INTENT = {
    "pattern_erase_data",
    "pattern_out_of_scope",
    "pattern_pause",
    "pattern_repeat_bot_messages",
    "pattern_stop",
}
CHECKER = "check"
"""It looks at flows and responses from outside, and starts none."""
NAMED = re.compile(r'"(pattern_\w+|utter_(?!name_|fact_)\w+\w)"')


def named_in_code() -> set[str]:
    """
    Every pattern and response whose name stands in the engine or in the turn.
    """
    files = [
        path
        for folder in FOLDERS
        for path in Path(folder).rglob("*.py")
        if path.parent.name != CHECKER
    ]
    assert files
    return {name for path in files for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def test_every_pattern_that_the_engine_names_is_asked_for() -> None:
    """
    A pattern or response that code names is one that the loader demands, or can do without, and no other.
    """
    patterns = {name for name in STARTED if name.startswith("pattern_")}

    assert patterns | {*SAID, *LINES, IN_ENGLISH} == named_in_code() - OPTIONAL - BY_INTENT


@pytest.mark.parametrize(
    ("key", "known"),
    [("flow", True), ("interrupted", True), ("old_age", True), ("old_size", False), ("x", False)],
)
def test_what_patterns_are_told(key: str, *, known: bool) -> None:
    """
    Fixed keys, and the old value of each slot.
    """
    assert known == is_context(key, {"age"})


def test_what_was_meant() -> None:
    """
    A near key is suggested, else all.
    """
    assert ("context.finished", True) == (
        told("finishd"),
        told("x").startswith("context. and one of interrupted, "),
    )
