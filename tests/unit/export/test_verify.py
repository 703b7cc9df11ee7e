"""
Whatever is done to a log that was handed over is found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.chain import FIRST, hash_of, link
from bot.domain.request import Format
from bot.export.document import SEAL, Document, as_json, seal_of
from bot.export.file import WRITERS
from bot.export.verify import Verdict, verify
from tests.exports import DOCUMENTS, FOUND, WORDS_SAID, document, lines_of

FORMATS: tuple[Format, ...] = ("pdf", "csv", "json")
WHOLE = document()
LAST = WHOLE.last_hash


def whole(fault: str | None = None, number: int | None = None, count: int = 3) -> Verdict:
    """
    A verdict on the log of these tests.
    """
    return Verdict(fault=fault, number=number, count=count, last_hash=LAST)  # type: ignore[arg-type]


@pytest.mark.parametrize("file_format", FORMATS)
@given(made=DOCUMENTS)
@settings(max_examples=15, deadline=None)
def test_what_was_not_touched_is_whole(file_format: Format, made: Document) -> None:
    """
    Any log, in any format.
    """
    expected = Verdict(count=len(made.lines), last_hash=made.last_hash)

    assert expected == verify(WRITERS[file_format](made))


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_empty_log_is_whole(file_format: Format) -> None:
    """
    There may be nothing in it.
    """
    assert Verdict(last_hash=FIRST) == verify(WRITERS[file_format](document([])))


@pytest.mark.parametrize("file_format", FORMATS)
@given(
    made=DOCUMENTS,
    place=st.floats(0, 1, exclude_max=True),
    removed=st.integers(0, 3),
    put=st.binary(max_size=3),
)
@settings(max_examples=40, deadline=None)
def test_any_edit_is_found(
    file_format: Format, made: Document, place: float, removed: int, put: bytes
) -> None:
    """
    Bytes changed, left out or added, anywhere.
    """
    content = WRITERS[file_format](made)
    at = int(place * len(content))
    edited = content[:at] + put + content[at + removed :]

    assert (edited == content) == (verify(edited).fault is None)


Edit = Callable[[list[dict[str, object]]], object]


def _rewritten(lines: list[dict[str, object]]) -> None:
    lines[1]["entry"] = {**lines[1]["entry"], "reference": "R-2"}  # type: ignore[dict-item]


def _rewritten_with_its_hash(lines: list[dict[str, object]]) -> None:
    _rewritten(lines)
    told = {name: lines[1][name] for name in ("number", "entry", "salt", "previous")}
    lines[1]["hash"] = hash_of(**told)  # type: ignore[arg-type]


EDITS: dict[str, tuple[Edit, str, int]] = {
    "changed": (_rewritten, "changed", 2),
    "changed_with_its_hash": (_rewritten_with_its_hash, "changed", 3),
    "first_left_out": (lambda lines: lines.pop(0), "missing", 1),
    "second_left_out": (lambda lines: lines.pop(1), "missing", 2),
    "last_left_out": (lambda lines: lines.pop(), "missing", 3),
    "one_doubled": (lambda lines: lines.insert(1, lines[0]), "added", 2),
    "one_put_at_the_end": (lambda lines: lines.append({**lines[2], "number": 4}), "changed", 4),
    "order_turned": (lambda lines: lines.reverse(), "missing", 1),
    "number_lost": (lambda lines: lines[2].pop("number"), "changed", 3),
    "salt_lost": (lambda lines: lines[2].pop("salt"), "changed", 3),
}


@pytest.mark.parametrize("name", EDITS)
def test_the_first_entry_that_was_touched_is_named(name: str) -> None:
    """
    Whoever looks knows where to look.
    """
    edit, fault, number = EDITS[name]
    content = json.loads(as_json(WHOLE))
    edit(content["lines"])

    found = verify(json.dumps(content, indent=1).encode())

    assert (fault, number) == (found.fault, found.number)


def test_a_row_left_out_of_the_table_is_named() -> None:
    """
    The last row counts the others.
    """
    rows = WRITERS["csv"](WHOLE).splitlines(keepends=True)

    missing = [
        verify(b"".join(rows[:at] + rows[at + 1 :])).number for at in range(1, len(rows) - 1)
    ]

    assert [1, 2, 3] == missing


def test_words_changed_on_a_page_are_found_with_their_entry() -> None:
    """
    The data in a PDF may be whole while its pages say something else.
    """
    content = WRITERS["pdf"](WHOLE)
    at = content.index(b"9.00 Tf", content.index(b"(2.) Tj"))

    assert whole("changed", 2) == verify(content[:at] + b"8" + content[at + 1 :])


def test_a_label_changed_in_the_data_is_found() -> None:
    """
    What stands around the entries counts, too.
    """
    content = WRITERS["json"](WHOLE).replace(b'"Europe/London"', b'"Europe/Berlin"')

    assert whole("outside") == verify(content)


def test_pages_of_another_version_are_not_compared() -> None:
    """
    It says so, instead of calling them changed.
    """
    content = WRITERS["pdf"](WHOLE).replace(b"/Producer (layout 2", b"/Producer (layout 1")

    assert whole("not_compared") == verify(content)


def test_a_time_zone_that_there_is_not_is_found() -> None:
    """
    Even where the data were sealed anew: the pages can't be made from them.
    """
    content = json.loads(as_json(WHOLE))
    content["zone"] = "Europe/Nowhere"
    sealed = {**content, SEAL: seal_of(content)}
    forged = f"{json.dumps(sealed, ensure_ascii=False, indent=1)}\n".encode()

    assert whole("outside") == verify(WRITERS["pdf"](WHOLE).replace(as_json(WHOLE), forged))


def test_a_log_rewritten_as_a_whole_is_found_by_a_hash_noted_elsewhere() -> None:
    """
    A chain alone can be made anew by whoever changes it.
    """
    other = document([FOUND])
    content = WRITERS["json"](other)

    assert (None, "other_log") == (verify(content).fault, verify(content, LAST).fault)


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[", b"%PDF-1.3", b"hello\r\n", b"\xff\xfe", b"{" * 100_000, b'"' * 10],
    ids=["empty", "no_log", "array", "other_pdf", "other_table", "bytes", "deep", "quotes"],
)
def test_other_files_are_no_logs(content: bytes) -> None:
    """
    It says so, and doesn't break.
    """
    assert Verdict(fault="unreadable") == verify(content)


def test_words_are_part_of_what_is_compared() -> None:
    """
    Another language's words make another file, which is whole as well.
    """
    other = replace(WHOLE, words={**WORDS_SAID, "title": "Registro"})

    assert whole() == verify(WRITERS["pdf"](other))
    assert link([FOUND], ["0" * 32], (0, FIRST)) == lines_of([FOUND])
