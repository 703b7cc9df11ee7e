"""
Rasa's loop over plain events, for tests without Rasa.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from bot.actions_runner import Hosted
from bot.domain.assistant import Assistant
from bot.rasa.slots import KEPT_ON, OURS, OWN, STATE
from bot.rasa.turn import LISTEN, Past, Point, play

BEGIN = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
Act = Callable[[dict[str, Any]], list[dict[str, Any]]]


@dataclass(kw_only=True)
class Rasa:
    """
    Rasa's loop over plain events: predicts, runs, and keeps what happened.
    """

    assistant: Assistant
    acts: Mapping[str, Act] = field(default_factory=dict)
    hosted: Hosted | None = None
    events: list[dict[str, Any]] = field(default_factory=list)
    slots: dict[str, Any] = field(default_factory=dict)
    can_erase: bool = False
    pretends: bool = True
    now: datetime = BEGIN
    sender: str = "555-0100"
    asked: list[dict[str, Any]] = field(default_factory=list)

    def say(self, text: str, **metadata: Any) -> list[str]:
        """
        The texts that answer a message.
        """
        self.now += timedelta(seconds=20)
        self.events.append(
            {
                "event": "user",
                "text": text,
                "timestamp": self.now.timestamp(),
                "input_channel": metadata.pop("channel", "rest"),
                "metadata": metadata,
                "parse_data": metadata.pop("parse", {}),
            }
        )
        begin = len(self.events)
        while (point := self.next()).action != LISTEN:
            self._run(point)
        self._set(point)
        self.events.append({"event": "action", "name": LISTEN})
        return [each["text"] for each in self.events[begin:] if each["event"] == "bot"]

    def next(self) -> Point:
        states = [index for index, each in enumerate(self.events) if each.get("name") == STATE]
        begin = states[-1] if states else 0
        past = Past(
            events=self.events[begin:],
            can_erase=self.can_erase,
            kept_on=self.slots.get(KEPT_ON) if states else None,
        )
        return play(self.assistant, past, pretends=self.pretends)

    def _run(self, point: Point) -> None:
        self._set(point)
        if point.says is None:
            left = self._left_by(point.action)
            self.events += [{"event": "action", "name": point.action}, *left]
            self.slots |= {each["name"]: each["value"] for each in left if each["event"] == "slot"}
            return
        self.events.append({"event": "action", "name": point.action})
        self.events.append(self.uttered(point.says.text, point.action))

    def _left_by(self, action: str) -> list[dict[str, Any]]:
        if self.hosted is None:
            return self.acts[action](self.slots) if action in self.acts else []
        answer = self.hosted.run(self.request(action))
        said = [dict(each) for each in answer["responses"]]
        return [
            *answer["events"],
            *(self.uttered("", each.pop("response"), **each) for each in said),
        ]

    def request(self, action: str) -> dict[str, Any]:
        """
        What an action server is asked.
        """
        last = [each for each in self.events if each["event"] == "user"][-1]
        latest = {"text": last["text"], **last["parse_data"]}
        slots = dict.fromkeys((*self.assistant.slots, *OURS)) | self.slots
        tracker = {"slots": slots, "latest_message": latest, "latest_event_time": 0.0}
        asked = {"next_action": action, "sender_id": self.sender, "tracker": tracker}
        self.asked.append(asked)
        return json.loads(json.dumps(asked))  # type: ignore[no-any-return]

    def _set(self, point: Point) -> None:
        json.dumps(dict(point.slots))
        self.slots |= point.slots
        self.events += [
            {"event": "slot", "name": name, "value": value, "metadata": {OWN: True}}
            for name, value in point.slots.items()
        ]

    def uttered(self, text: str, name: str, **arguments: Any) -> dict[str, Any]:
        metadata = {"utter_action": name, **arguments}
        return {"event": "bot", "text": text, "metadata": metadata}
