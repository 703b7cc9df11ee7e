"""
A log as a table in CSV: a row for each line of it, and a last row that says how many there are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.chain import COUNTS, FIRST, TEXTS, Line
from bot.errors import StateUnreadable
from bot.export.document import plain_line

MARK = "\ufeff"
"""Spreadsheet programs take a file that begins so for UTF-8."""
END = "end"
ENTRY = ("item", *TEXTS[:1], "recorded", *TEXTS[1:], *(each for each in COUNTS if each != "item"))
COLUMNS = ("number", *ENTRY, "salt", "previous", "hash")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def as_csv(lines: Sequence[Line]) -> bytes:
    """
    The table as UTF-8; a text that a spreadsheet program would take for a formula has a `'` before it.
    """
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for line in lines:
        values = plain_line(line)
        whole = {**values, **values["entry"]}
        rows.writerow([_cell(whole.get(name)) for name in COLUMNS])
    end = {"number": END, "item": len(lines), "hash": lines[-1].hash if lines else FIRST}
    rows.writerow([end.get(name, "") for name in COLUMNS])
    return (MARK + written.getvalue()).encode("utf-8", "surrogatepass")


def read_csv(content: bytes) -> Mapping[str, Any]:
    """
    The plain lines of a table, with the count and the last hash that its last row gives.

    Raises `StateUnreadable` if it isn't such a table.
    """
    try:
        text = content.decode("utf-8", "surrogatepass").removeprefix(MARK)
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        if tuple(header) != COLUMNS:
            raise StateUnreadable
        told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        end = told.pop() if told and told[-1]["number"] == END else {}
        return {
            "lines": [_line(row) for row in told],
            "count": int(end["item"]) if end else None,
            "last_hash": end.get("hash"),
        }
    except (ValueError, csv.Error) as error:
        raise StateUnreadable from error


def _cell(value: str | int | None) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if not text or text.startswith(_FORMULA) else text


def _line(row: Mapping[str, str]) -> dict[str, Any]:
    """
    An empty cell is nothing; an empty text was written as a single `'`.
    """
    told: dict[str, Any] = {
        name: cell.removeprefix("'") for name, cell in row.items() if cell != ""
    }
    for name in ("number", *COUNTS):
        if name in told:
            told[name] = int(told[name])
    entry = {name: told.pop(name) for name in ENTRY if name in told}
    return {**told, "entry": entry}
