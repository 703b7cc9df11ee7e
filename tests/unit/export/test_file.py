"""
A log as a file.
"""

from __future__ import annotations

import pytest

from bot.domain.request import Format
from bot.export.document import WORDS
from bot.export.file import File, export, words_of
from bot.export.verify import verify
from tests.build import assistant, say
from tests.exports import document


@pytest.mark.parametrize(
    ("file_format", "media_type"),
    [("pdf", "application/pdf"), ("csv", "text/csv; charset=utf-8"), ("json", "application/json")],
)
def test_each_format_has_its_kind_and_a_name_that_tells_nothing(
    file_format: Format, media_type: str
) -> None:
    """
    But the day on which it was made.
    """
    file = export(document(), file_format)

    name = f"log-2026-11-21.{file_format}"
    assert File(content=file.content, media_type=media_type, name=name) == file
    assert verify(file.content).fault is None


def test_its_words_are_responses() -> None:
    """
    One for each that a document needs.
    """
    small = assistant(responses=[say(f"utter_export_{name}") for name in WORDS])

    assert {name: f"utter_export_{name}" for name in WORDS} == words_of(small, "es")
