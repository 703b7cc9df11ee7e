"""
Any tracker and any reply, for tests that must hold for all of them.
"""

from __future__ import annotations

from datetime import datetime, timezone

from hypothesis import strategies as st

from bot.domain.message import BotMessage, Button, Table
from bot.domain.slot import Value
from bot.domain.tracker import Answered, Asked, Frame, Tracker

NAMES = st.text("abc_", min_size=1, max_size=8)
WORDS = st.text(max_size=12)
SIMPLE: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    WORDS,
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    SIMPLE, st.lists(SIMPLE, max_size=3), st.dictionaries(NAMES, SIMPLE, max_size=3)
)
SLOTS = st.dictionaries(NAMES, VALUES, max_size=4)
BUTTONS = st.lists(st.builds(Button, title=WORDS, payload=WORDS), max_size=3).map(tuple)
FRAMES = st.builds(Frame, flow=NAMES, step=NAMES, called=st.booleans(), context=SLOTS)
STACKS = st.lists(FRAMES, max_size=3).map(tuple)
MOMENTS = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis wants its bounds naive
    datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(timezone.utc),
)
TRACKERS = st.builds(
    Tracker,
    slots=SLOTS,
    skipped=st.frozensets(NAMES, max_size=3),
    stack=STACKS,
    options=BUTTONS,
    history=st.lists(st.builds(Answered, stack=STACKS, slot=NAMES, before=SLOTS), max_size=3).map(
        tuple
    ),
    asked=st.dictionaries(NAMES, st.builds(Asked, flow=NAMES, step=NAMES), max_size=3),
    completed=st.lists(NAMES, max_size=3).map(tuple),
    said=st.lists(NAMES, max_size=3).map(tuple),
    counters=st.dictionaries(NAMES, st.integers(0, 9), max_size=3),
    language=st.sampled_from(["en", "es"]),
    last_seen=st.none() | MOMENTS,
)
CELLS = st.lists(WORDS, max_size=3).map(tuple)
TABLES = st.builds(
    Table, caption=WORDS, columns=CELLS, rows=st.lists(CELLS, max_size=3).map(tuple)
)
REPLIES = st.lists(
    st.builds(
        BotMessage,
        text=WORDS,
        buttons=BUTTONS,
        response=NAMES,
        tags=st.frozensets(NAMES, max_size=2),
        table=st.none() | TABLES,
    ),
    max_size=3,
).map(tuple)
