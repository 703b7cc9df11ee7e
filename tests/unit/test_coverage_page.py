"""
`docs/coverage.md`: each row of the five documents is there once, and each name in it exists.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from actions import all_actions
from bot.domain.assistant import Assistant
from bot.loading.assistant import load_assistant

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
OUTLINE = yaml.safe_load((Path(__file__).parent / "five_documents.yml").read_text("utf-8"))[
    "documents"
]
"""Each document, its sections, and what stands in each: points, table rows and questions."""
ROWS = {which: sum(map(len, sections.values())) for which, sections in OUTLINE.items()}
TITLE = re.compile(r"^## .+: (\d+) rows$", re.MULTILINE)
ROW = re.compile(r"^\| (s\d)\.(\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
SECTION = re.compile(r"^§\d ")
NAME = re.compile(r"`([^`]+)`")


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    """
    The assistant as it is.
    """
    return load_assistant(ROOT)


def known(assistant: Assistant) -> set[str]:
    """
    Everything that the page may name.
    """
    facts = {f"facts.{record.id}" for record in assistant.facts.records}
    actions = {action.name() for action in all_actions(assistant.facts)}
    return {*assistant.flows, *assistant.responses["en"], *actions, *facts}


@pytest.mark.parametrize("document", OUTLINE)
def test_each_row_of_a_document_stands_there_once_and_in_order(document: str) -> None:
    """
    No point, table row or question of any section is missing, none stands twice, and each is called what it is.
    """
    told = [what for section in OUTLINE[document].values() for what in section]
    expected = [(number, what) for number, what in enumerate(told, 1)]
    rows = [(int(number), what) for which, number, what, _ in ROW.findall(PAGE) if which == document]  # fmt: skip
    assert expected == [(number, SECTION.sub("", what)) for number, what in rows]


def test_the_headings_count_their_rows() -> None:
    """
    What a reader sees as the count is the count.
    """
    assert list(ROWS.values()) == [int(count) for count in TITLE.findall(PAGE)]


def test_no_row_is_left_without_cover() -> None:
    """
    Each row says what it is, and names something that covers it.
    """
    empty = [f"{which}.{number}" for which, number, what, by in ROW.findall(PAGE) if not (what.strip() and NAME.search(by))]  # fmt: skip
    assert empty == []


def test_every_line_of_a_table_is_a_row() -> None:
    """
    A row that is written in another form would not be checked.
    """
    lines = [line for line in PAGE.splitlines() if line.startswith("| s")]
    assert len(lines) == sum(ROWS.values())


def test_whatever_the_page_names_exists(assistant: Assistant) -> None:
    """
    Flows, responses, custom actions and facts are called by their names.
    """
    named = {name for *_, by in ROW.findall(PAGE) for name in NAME.findall(by)}
    assert named - known(assistant) == set()


def test_every_question_intent_is_covered(assistant: Assistant) -> None:
    """
    Each question of its own kind answers something in the documents, or stands on the list of those that don't.
    """
    beside = {"faq_are_you_human", "faq_bot_privacy"}
    asked = {name for name in assistant.intents if name.startswith("faq_")} - beside
    assert {name for name in asked if f"`{name}`" not in PAGE} == set()
