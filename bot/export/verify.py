"""
The check of a log that was handed over: offline, from the file alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from typing import Any, Literal

from bot.domain.chain import FIRST, hash_of
from bot.errors import StateUnreadable
from bot.export.document import SEAL, as_json, read_document, read_json, read_lines, seal_of
from bot.export.paper import as_pdf
from bot.export.sheet import as_csv, read_csv

Fault = Literal[
    "changed", "missing", "added", "outside", "not_compared", "unreadable", "other_log"
]

_ATTACHED = re.compile(
    rb'stream\n(\{\n "format": "first-hours-log".*?\n\}\n)\nendstream', re.DOTALL
)
_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
_ENTRY = re.compile(rb"\((\d+)\.\) Tj")
_MADE_WITH = re.compile(rb"/Producer \([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    What was found: nothing wrong (`fault` is `None`), or the first fault and the number of the entry that it concerns.

    "outside": something around the entries was changed; "not_compared": the entries are whole, but the pages of this
    PDF were made by another version and can't be compared; "other_log": whole, but not the log with the hash expected.
    """

    fault: Fault | None = None
    number: int | None = None
    count: int = 0
    last_hash: str = FIRST


def verify(content: bytes, last_hash: str | None = None) -> Verdict:
    """
    Whether an exported file is as it was made; `last_hash`, noted elsewhere, also finds a log rewritten as a whole.
    """
    try:
        verdict = _kind(content)(content)
    except (StateUnreadable, RecursionError, ValueError):
        return Verdict(fault="unreadable")
    if verdict.fault is None and last_hash not in (None, verdict.last_hash):
        return Verdict(fault="other_log", count=verdict.count, last_hash=verdict.last_hash)
    return verdict


def _kind(content: bytes) -> Callable[[bytes], Verdict]:
    if content.startswith(b"%PDF"):
        return _verify_pdf
    if content.lstrip().startswith(b"{"):
        return _verify_json
    return _verify_csv


def _verify_json(content: bytes) -> Verdict:
    found = read_json(content)
    broken = _broken(found)
    if broken is not None:
        return broken
    if found.get(SEAL) != seal_of(found):
        return _whole(found, "outside")
    return _same(content, as_json(read_document(found)), found)


def _verify_csv(content: bytes) -> Verdict:
    found = read_csv(content)
    return _broken(found) or _same(content, as_csv(read_lines(found["lines"])), found)


def _verify_pdf(content: bytes) -> Verdict:
    attached = _ATTACHED.search(content)
    if attached is None:
        raise StateUnreadable
    inner = _verify_json(attached.group(1))
    if inner.fault is not None:
        return inner
    found = read_json(attached.group(1))
    try:
        made = as_pdf(read_document(found))
    except (KeyError, OSError, OverflowError, ValueError):
        return _whole(found, "outside")  # a time zone or a date that there isn't
    if content == made:
        return inner
    if _MADE_WITH.findall(content) != _MADE_WITH.findall(made):
        return _whole(found, "not_compared")
    return _whole(found, *_page_fault(content, made))


def _broken(found: Mapping[str, Any]) -> Verdict | None:
    """
    The first entry that breaks the chain, or `None` if it is whole.
    """
    fault = _chain_fault(found["lines"], found.get("count"), found.get("last_hash"))
    return None if fault is None else Verdict(fault=fault[0], number=fault[1])


def _chain_fault(
    lines: Sequence[Mapping[str, Any]], count: object, last_hash: object
) -> tuple[Fault, int] | None:
    before = FIRST
    for expected, line in enumerate(lines, 1):
        number = line.get("number") if isinstance(line, dict) else None
        if number != expected:
            return _misplaced(number, expected)
        if line.get("previous") != before or line.get("hash") != _own_hash(line):
            return "changed", expected
        before = line["hash"]
    if count != len(lines):
        more = isinstance(count, int) and count > len(lines)
        return ("missing", len(lines) + 1) if more else ("added", max(len(lines), 1))
    return None if last_hash == before else ("changed", max(len(lines), 1))


def _misplaced(number: object, expected: int) -> tuple[Fault, int]:
    if not isinstance(number, int):
        return "changed", expected
    return ("missing", expected) if number > expected else ("added", expected)


def _own_hash(line: Mapping[str, Any]) -> str | None:
    try:
        told = {name: line[name] for name in ("number", "entry", "salt", "previous")}
        return hash_of(**told)
    except (KeyError, TypeError, ValueError):
        return None


def _same(content: bytes, made: bytes, found: Mapping[str, Any]) -> Verdict:
    """
    What isn't part of a line is compared by writing the file once more.
    """
    return _whole(found, None if content == made else "outside")


def _whole(found: Mapping[str, Any], fault: Fault | None, number: int | None = None) -> Verdict:
    return Verdict(
        fault=fault, number=number, count=len(found["lines"]), last_hash=found["last_hash"]
    )


def _page_fault(content: bytes, made: bytes) -> tuple[Fault, int | None]:
    """
    The entry in whose lines the pages first differ from those that the data make.
    """
    number = None
    pages = zip_longest(_STREAM.findall(content), _STREAM.findall(made), fillvalue=b"")
    for page, wanted in pages:
        alike = wanted if page == wanted else wanted[: _alike(page, wanted)]
        marks = _ENTRY.findall(alike)
        number = int(marks[-1]) if marks else number
        if page != wanted:
            break
    else:
        return "outside", None
    return ("outside" if number is None else "changed"), number


def _alike(one: bytes, other: bytes) -> int:
    """
    With how many bytes both begin.
    """
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other)))  # noqa: B905
