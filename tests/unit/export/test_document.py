"""
A log in its plain form.
"""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from bot.errors import StateUnreadable
from bot.export.document import Document, as_json, read_document, read_json
from tests.exports import DOCUMENTS, document


@given(made=DOCUMENTS)
def test_json_gives_back_what_was_put_in(made: Document) -> None:
    """
    The whole document.
    """
    assert made == read_document(read_json(as_json(made)))


@pytest.mark.parametrize(
    ("name", "value"),
    [("made", 1), ("made", "soon"), ("words", {}), ("words", []), ("zone", None)],
    ids=["made_number", "made_text", "no_words", "words_list", "no_zone"],
)
def test_a_document_that_lacks_something_is_refused(name: str, value: object) -> None:
    """
    It was written by something else.
    """
    content = json.loads(as_json(document()))
    if value is None:
        del content[name]
    else:
        content[name] = value

    with pytest.raises(StateUnreadable):
        read_document(content)


def test_lines_that_are_none_are_refused() -> None:
    """
    A line has an entry and its hashes.
    """
    content = json.loads(as_json(document()))
    content["lines"][0] = {"number": 1}

    with pytest.raises(StateUnreadable):
        read_document(content)
