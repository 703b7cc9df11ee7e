"""
The private record: what an entry costs in a long log, and what a long log costs to hand over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.figures import line
from bot.conversation.ports import Commit
from bot.domain.evidence import Change
from bot.domain.request import Format
from bot.export.document import WORDS, Document
from bot.export.file import WRITERS
from bot.storage import SqlStore, open_store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)
SECRET = b"0123456789abcdef0123456789abcdef"
FORMATS: tuple[Format, ...] = ("pdf", "csv", "json")
MANY = 10_000
TAKEN = 1_000
AT_ONCE = 500
SAMPLE = 50


def record_lines() -> Iterator[str]:
    """
    Adding at the beginning and after 10,000 entries; export of 1,000.
    """
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}", SECRET)
        first = _adding(store, 0)
        for start in range(SAMPLE, MANY, AT_ONCE):
            _add(store, start, AT_ONCE)
        late = _adding(store, MANY)
        yield line(
            f"an entry, the first · the {MANY:,}th",
            f"{first * 1000:.2f} · {late * 1000:.2f} ms",
            "the same",
        )
    yield from _exports()


def _adding(store: SqlStore, start: int) -> float:
    return median(_add(store, start + number, 1) for number in range(SAMPLE))


def _add(store: SqlStore, start: int, count: int) -> float:
    began = perf_counter()
    who = store.key("web", "bench")
    held = store.load(who)
    told = tuple(_change(number) for number in range(start, start + count))
    commit = Commit(
        conversation=who,
        revision=held.revision,
        tracker=held.tracker,
        changes=told,
        replies=(),
        delivery=None,
        now=NOW + timedelta(seconds=start),
    )
    assert store.commit(commit)
    return perf_counter() - began


def _change(number: int) -> Change:
    address = f"https://example.com/watch?v={number}"
    return Change(address=address, normalized=address, platform="Example", account="@someone")


def _exports() -> Iterator[str]:
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}", SECRET)
        _add(store, 0, TAKEN)
        token = store.create_download(store.key("web", "bench"), "pdf", NOW)
        found = store.take_download(token or "", NOW)
    words = {name: name for name in WORDS}
    assert found is not None
    document = Document(lines=found.lines, made=NOW, zone="Europe/London", words=words)
    for file_format in FORMATS:
        began = perf_counter()
        WRITERS[file_format](document)
        taken = perf_counter() - began
        yield line(f"{TAKEN:,} entries as {file_format.upper()}", f"{taken:.2f} s", "<= 2 s")
