"""
The tracker and the replies of a turn as JSON, and back again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.message import BotMessage, Button, Table
from bot.domain.slot import Value
from bot.domain.tracker import VERSION, Answered, Asked, Frame, Tracker
from bot.errors import StateUnreadable

MAX_STATE = 4096
"""Bytes of a tracker as JSON; past them its history is given up, oldest first."""

Json = dict[str, Value]


def tracker_to_json(tracker: Tracker) -> bytes:
    """
    The tracker in UTF-8; what is empty is left out.
    """
    text = _dump(_tracker(tracker))
    while len(text) > MAX_STATE and tracker.history:
        tracker = replace(tracker, history=tracker.history[1:])
        text = _dump(_tracker(tracker))
    return text


def tracker_from_json(text: bytes) -> Tracker:
    """
    The tracker that `tracker_to_json` wrote; raises `StateUnreadable` if this is none, or one of a later version.
    """
    try:
        state = _load(text)
        if state["version"] != VERSION:
            raise StateUnreadable
        return _read_tracker(state)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StateUnreadable from error


def replies_to_json(replies: Iterable[BotMessage]) -> bytes:
    """
    The bubbles of a turn in UTF-8.
    """
    return _dump([_reply(each) for each in replies])


def replies_from_json(text: bytes) -> tuple[BotMessage, ...]:
    """
    The bubbles that `replies_to_json` wrote; raises `StateUnreadable` if these are none.
    """
    try:
        return tuple(
            BotMessage(
                text=said,
                buttons=_read_buttons(buttons),
                response=response,
                tags=frozenset(tags),
                table=_read_table(*table) if table else None,
            )
            for said, buttons, response, tags, *table in _load(text)
        )
    except (TypeError, ValueError) as error:
        raise StateUnreadable from error


def _reply(message: BotMessage) -> list[object]:
    table = message.table
    return [
        message.text,
        _buttons(message.buttons),
        message.response,
        sorted(message.tags),
        *([] if table is None else [[table.caption, table.columns, table.rows]]),
    ]


def _read_table(table: tuple[str, list[str], list[list[str]]]) -> Table:
    caption, columns, rows = table
    return Table(caption=caption, columns=tuple(columns), rows=tuple(map(tuple, rows)))


def _dump(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Half a surrogate pair can't be written in UTF-8 proper; what a person typed must not break a turn.
    return text.encode("utf-8", "surrogatepass")


def _load(text: bytes):  # type: ignore[no-untyped-def] # JSON can be anything; whoever reads it checks it
    return json.loads(text.decode("utf-8", "surrogatepass"))


def _tracker(tracker: Tracker) -> dict[str, object]:
    parts: dict[str, object] = {
        "slots": dict(tracker.slots),
        "skipped": sorted(tracker.skipped),
        "stack": _stack(tracker.stack),
        "options": _buttons(tracker.options),
        "history": [[_stack(a.stack), a.slot, dict(a.before)] for a in tracker.history],
        "asked": {slot: [asked.flow, asked.step] for slot, asked in tracker.asked.items()},
        "completed": list(tracker.completed),
        "said": list(tracker.said),
        "counters": dict(tracker.counters),
        "last_seen": tracker.last_seen.isoformat() if tracker.last_seen else None,
    }
    kept = {name: part for name, part in parts.items() if part}
    return {"version": tracker.version, "language": tracker.language, **kept}


def _stack(stack: Iterable[Frame]) -> list[object]:
    return [[each.flow, each.step, each.called, dict(each.context)] for each in stack]


def _buttons(buttons: Iterable[Button]) -> list[object]:
    return [[each.title, each.payload] for each in buttons]


def _read_tracker(state: dict) -> Tracker:  # type: ignore[type-arg] # as in _load
    last_seen = state.get("last_seen")
    return Tracker(
        version=state["version"],
        slots=state.get("slots", {}),
        skipped=frozenset(state.get("skipped", ())),
        stack=_read_stack(state.get("stack", ())),
        options=_read_buttons(state.get("options", ())),
        history=tuple(
            Answered(stack=_read_stack(stack), slot=slot, before=before)
            for stack, slot, before in state.get("history", ())
        ),
        asked={
            slot: Asked(flow=flow, step=step)
            for slot, (flow, step) in state.get("asked", {}).items()
        },
        completed=tuple(state.get("completed", ())),
        said=tuple(state.get("said", ())),
        counters=state.get("counters", {}),
        language=state["language"],
        last_seen=datetime.fromisoformat(last_seen) if last_seen else None,
    )


def _read_stack(frames: Iterable[tuple[str, str, bool, Json]]) -> tuple[Frame, ...]:
    return tuple(
        Frame(flow=flow, step=step, called=called, context=context)
        for flow, step, called, context in frames
    )


def _read_buttons(buttons: Iterable[tuple[str, str]]) -> tuple[Button, ...]:
    return tuple(Button(title=title, payload=payload) for title, payload in buttons)
