"""
Logs to hand over, for tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timezone

from hypothesis import strategies as st

from bot.domain.chain import FIRST, Line, link
from bot.domain.evidence import Entry
from bot.export.document import WORDS, Document

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=timezone.utc)
LATER = datetime(2026, 11, 21, 9, 30, tzinfo=timezone.utc)
WORDS_SAID = {name: f"<{name}>" for name in WORDS}

FOUND = Entry(
    item=1,
    kind="added",
    recorded=NOW,
    address="hxxps://example[.]com/a?utm_source=b",
    normalized="https://example.com/a",
    platform="Example",
    account="@someone",
    found="last night",
    zone="America/New_York",
)
SENT = Entry(
    item=1,
    kind="corrected",
    recorded=LATER,
    status="notice_sent",
    reference="R-1",
    deadline="2026-11-23T09:30:00Z",
)
FILE = Entry(
    item=2,
    kind="added",
    recorded=LATER,
    note="what he wrote",
    file_name="talk.png",
    file_size=1234,
    file_date="2026-11-19T08:00:00Z",
    file_hash="ab" * 32,
)

ENTRIES = st.builds(
    Entry,
    item=st.integers(1, 9),
    kind=st.sampled_from(["added", "corrected", "withdrawn"]),
    recorded=st.just(NOW),
    address=st.none() | st.text(max_size=9),
    note=st.none() | st.sampled_from(["", "'", "=1+1", '"', "a\r\nb", "\r", "-x", "\ufeff"]),
    status=st.none() | st.sampled_from(["found", "removed"]),
    file_size=st.none() | st.integers(0, 9),
)


def lines_of(entries: Sequence[Entry]) -> tuple[Line, ...]:
    """
    Entries as a whole chain.
    """
    return link(entries, (f"{number:032x}" for number in range(len(entries))), (0, FIRST))


def document(entries: Sequence[Entry] = (FOUND, SENT, FILE)) -> Document:
    """
    A document with these entries.
    """
    return Document(lines=lines_of(entries), made=LATER, zone="Europe/London", words=WORDS_SAID)


DOCUMENTS = st.lists(ENTRIES, min_size=1, max_size=4).map(document)
