"""
A log as a table.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from bot.errors import StateUnreadable
from bot.export.document import Document, read_lines
from bot.export.sheet import COLUMNS, MARK, as_csv, read_csv
from tests.exports import DOCUMENTS, FOUND, lines_of


@given(made=DOCUMENTS)
def test_a_table_gives_back_what_was_put_in(made: Document) -> None:
    """
    Line by line, and how many there are.
    """
    found = read_csv(as_csv(made.lines))

    expected = (made.lines, len(made.lines), made.last_hash)
    assert expected == (read_lines(found["lines"]), found["count"], found["last_hash"])


def test_a_table_reads_well_in_a_spreadsheet() -> None:
    """
    Its encoding is marked, its columns are named, and what looks like a formula is text.
    """
    (line,) = lines_of([FOUND])
    header, row, end, _ = as_csv([line]).decode().split("\r\n")

    assert MARK + ",".join(COLUMNS) == header
    assert (
        "1,1,added,2026-11-20T14:00:00Z,hxxps://example[.]com/a?utm_source=b,https://example.com/a,"
        f"Example,'@someone,last night,found,,,America/New_York,,,,,,{line.salt},{line.previous},{line.hash}"
    ) == row
    assert ["end", "1", line.hash] == [end.split(",")[at] for at in (0, 1, -1)]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "'"])
def test_own_words_never_run_as_a_formula(sign: str) -> None:
    """
    A note is text, however it begins.
    """
    words = f"{sign}HYPERLINK(1)"
    (line,) = lines_of([replace(FOUND, note=words)])
    _, row, *_ = csv.reader(io.StringIO(as_csv([line]).decode(), newline=""))

    assert f"'{words}" == row[COLUMNS.index("note")]


@pytest.mark.parametrize(
    "content",
    ["a,b\r\n", ",".join(COLUMNS) + "\r\n1,2\r\n", 'x"y,"', ""],
    ids=["other_columns", "short_row", "quotes", "empty"],
)
def test_other_tables_are_refused(content: str) -> None:
    """
    They are no logs.
    """
    with pytest.raises(StateUnreadable):
        read_csv(content.encode())
