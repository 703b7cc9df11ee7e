"""
What an action sees of the conversation, in plain types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker

from bot.domain.evidence import Entry
from bot.domain.retention import Retention

LOG_SLOT = "evidence_log"
TIME_SLOT = "turn_time"
"""Where Rasa's own host tells the time; ours tells it with the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """
    What only actions on the log are given: how it stands, until when it is kept (and would have been without this
    message), what was told where a case was begun.

    `code`, `token` and `download` (the address that the token is fetched at; empty where nothing can be) are fresh.
    """

    state: str = "open"
    items: int = 0
    locked: bool = False
    has_code: bool = False
    wait: int = 0
    kept_until: datetime | None = None
    kept_before: datetime | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    token: str = ""
    download: str = ""
    channel: str = ""
    retention: Retention = field(default_factory=Retention)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """
    The slots, the entities of the last message, the log, and the time.
    """

    slots: Mapping[str, Any]
    entities: tuple[Mapping[str, Any], ...]
    entries: tuple[Entry, ...]
    now: datetime
    given: Given = field(default_factory=Given)

    @property
    def country(self) -> str | None:
        """
        The person's country: as they said, else as their channel suggests.
        """
        return self.slots.get("country") or self.slots.get("country_guess")

    def values(self, entity: str) -> list[Any]:
        """
        The values of the entities of one kind, in their order in the message.
        """
        return [each["value"] for each in self.entities if each["entity"] == entity]


def seen(tracker: Tracker) -> Seen:
    """
    Read a rasa-sdk tracker; `now` stands in a slot in Rasa, else in the metadata of the last message.
    """
    message = tracker.latest_message or {}
    metadata = message.get("metadata") or {}
    now = tracker.slots.get(TIME_SLOT) or metadata.get("now")
    return Seen(
        slots=tracker.slots,
        entities=tuple(message.get("entities") or ()),
        entries=tuple(_entry(each) for each in tracker.slots.get(LOG_SLOT) or ()),
        now=datetime.fromisoformat(now) if now else datetime.fromtimestamp(0).astimezone(),
        given=_given(metadata) if "log" in metadata else Given(),
    )


def _given(metadata: Mapping[str, Any]) -> Given:
    view = dict(metadata["log"])
    until, before = (_moment(view.pop(name)) for name in ("kept_until", "kept_before"))
    told = view.pop("slots")
    fresh = {name: metadata[name] for name in ("code", "token", "download", "channel")}
    return Given(
        **view,
        **fresh,
        told=told,
        kept_until=until,
        kept_before=before,
        retention=Retention(**metadata["retention"]),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _entry(data: Mapping[str, Any]) -> Entry:
    return Entry(**{**data, "recorded": datetime.fromisoformat(data["recorded"])})
