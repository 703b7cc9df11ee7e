"""
Rules for words as people write them, and what is wrong with them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.response import Placeholder
from bot.errors import ContentError
from bot.loading.wording import load_wording
from bot.wording.rules import (
    Exemption,
    Limits,
    MustSay,
    Phrase,
    PhraseList,
    TagRule,
    WordingRules,
)

WHOLE = """\
limits: {grade: 5.5, bubble: 300}
phrases:
  - name: banned
    titles: true
    phrases:
      - {words: user, why: you, unless: [user name]}
exemptions:
  - {check: SMS, why: A paper., tags: [document], containing: three}
names: [Bing]
negations: ["no"]
topics: [picture]
discreet_flows: [pattern_pause]
reserved_titles: ["yes"]
ways_on: [later]
tags: [asks]
tag_rules:
  - {tags: [dont_pay], words: [don't pay]}
must_say:
  - {words: suicide, responses: [utter_a]}
samples:
  count: "12"
  line: "call {local.emergency}"
  open: [people, report]
"""


def load(folder: Path, **files: str) -> WordingRules:
    """
    What these files of `data/wording` say.
    """
    place = folder / "data" / "wording"
    place.mkdir(parents=True)
    for name, text in files.items():
        (place / f"{name}.yml").write_text(text, encoding="utf-8")
    return load_wording(folder)


def test_everything_is_read(tmp_path: Path) -> None:
    """
    Whole values; what isn't given keeps its default.
    """
    expected = WordingRules(
        limits=Limits(grade=5.5, bubble=300),
        phrases=(
            PhraseList(
                name="banned",
                titles=True,
                phrases=(Phrase(words="user", why="you", unless=("user name",)),),
            ),
        ),
        exemptions=(
            Exemption(
                check="SMS",
                why="A paper.",
                tags=frozenset({"document"}),
                containing="three",
                file="data/wording/all.yml",
                line=8,
            ),
        ),
        names=("Bing",),
        negations=("no",),
        topics=("picture",),
        discreet_flows=("pattern_pause",),
        reserved_titles=("yes",),
        ways_on=("later",),
        tags=frozenset({"asks"}),
        tag_rules=(TagRule(tags=frozenset({"dont_pay"}), words=("don't pay",)),),
        must_say=(MustSay(words="suicide", responses=frozenset({"utter_a"})),),
        samples={
            "count": ("12",),
            "line": ("call ", Placeholder(name="local.emergency")),
            "open": ("people", "report"),
        },
    )

    assert expected == load(tmp_path, all=WHOLE)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("limit: {}", 1, "unknown key 'limit' in a file of rules for words"),
        ("limits: {grade: 0}", 1, "the limit grade is 0"),
        ("limits: {size: 1}", 1, "unknown key 'size' in limits"),
        ("phrases:\n  - name: banned", 2, "a list of phrases has no 'phrases'"),
        ("phrases:\n  - {phrases: []}", 2, "a list of phrases has no 'name'"),
        ("phrases:\n  - name: a\n    phrases:\n      - {words: b}", 4, "a phrase has no 'why'"),
        ("exemptions:\n  - {check: SMS, why: So.}", 2, "the exemption is for nobody"),
        ("names: Bing", 1, "the list is a text"),
        ("samples: [a]", 1, "the samples are a list"),
        ("samples: {count: 12}", 1, "a sample is a number"),
        ("must_say:\n  - {words: suicide}", 2, "what must be said has no 'responses'"),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, text: str, line: int, message: str) -> None:
    """
    One file, one mistake.
    """
    with pytest.raises(ContentError) as caught:
        load(tmp_path, all=text)

    assert [("data/wording/all.yml", line, message)] == [
        (each.file, each.line, each.message) for each in caught.value.mistakes
    ]


def test_a_key_stands_in_one_file(tmp_path: Path) -> None:
    """
    Or somebody would look for it in the wrong one.
    """
    with pytest.raises(ContentError, match="names stands in another file already"):
        load(tmp_path, a="names: [Bing]", b="names: [Brave]")


def test_there_must_be_rules(tmp_path: Path) -> None:
    """
    No files, no check: that is a mistake, not a pass.
    """
    with pytest.raises(ContentError, match="there is nothing here"):
        load_wording(tmp_path)
