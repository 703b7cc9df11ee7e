"""
What an action sees of the conversation, in plain types.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker

from bot.domain.evidence import Entry

LOG_SLOT = "evidence_log"
TIME_SLOT = "turn_time"
"""Where Rasa's own host tells the time; ours tells it with the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """
    The slots, the entities of the last message, the log, and the time.
    """

    slots: Mapping[str, Any]
    entities: tuple[Mapping[str, Any], ...]
    entries: tuple[Entry, ...]
    now: datetime

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
    now = tracker.slots.get(TIME_SLOT) or (message.get("metadata") or {}).get("now")
    return Seen(
        slots=tracker.slots,
        entities=tuple(message.get("entities") or ()),
        entries=tuple(_entry(each) for each in tracker.slots.get(LOG_SLOT) or ()),
        now=datetime.fromisoformat(now) if now else datetime.fromtimestamp(0).astimezone(),
    )


def _entry(data: Mapping[str, Any]) -> Entry:
    return Entry(**{**data, "recorded": datetime.fromisoformat(data["recorded"])})
