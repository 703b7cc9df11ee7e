"""
`ForgetfulTrackerStore`: Rasa's SQL tracker store without anybody's words, sealed, which forgets when asked to, and in time.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.clock import utcnow
from bot.conversation.handle import EVIDENCE
from bot.errors import StateUnreadable, WrongSecret
from bot.rasa.content import Current, root
from bot.rasa.slots import ERASE, ERASES, LONGER
from bot.settings import read_settings
from bot.storage.sealing import derived, padded, seal, unseal

KEPT = ("intent", "language")
UTTERED = "utter_action"
PURPOSE = "rasa tracker"
DAY = 86_400
EVERY = 3600
"""Seconds between two looks for what is over."""


class ForgetfulTrackerStore(SQLTrackerStore):
    """
    `tracker_store: type: bot.rasa.tracker_store.ForgetfulTrackerStore` in `endpoints.yml`; the rest as for `type: SQL`.

    Sealed with the key of the settings (`FIRSTHOURS_SECRET_KEY`). In plain stand an event's kind and time, and until
    when somebody wished to be kept; senders are named by a keyed hash. Raises `WrongSecret` if another key sealed it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settings = read_settings(os.environ, root())
        keys = (settings.secret_key, *settings.previous_keys)
        self._keys = [derived(each.reveal().encode(), PURPOSE) for each in keys]
        self._next_look = 0.0
        self._try_keys()

    def _try_keys(self) -> None:
        with self.session_scope() as session:
            last = session.query(self.SQLEvent).order_by(self.SQLEvent.id.desc()).first()
        try:
            self._opened([last] if last else [])
        except StateUnreadable as error:
            raise WrongSecret from error

    async def save(self, tracker: DialogueStateTracker) -> None:
        """
        Keep what happened; where everything was to be erased, keep nothing. Nothing goes to an event broker.
        """
        self._look(utcnow().timestamp())
        if tracker.get_slot(ERASE):
            self._erase([self._name(tracker.sender_id)])
            return
        if tracker.events and not tracker.get_slot(ERASES):
            tracker.update(SlotSet(ERASES, value=True))
        with self.session_scope() as session:
            for event in self._additional_events(session, tracker):
                session.add(self._row(tracker.sender_id, _without_words(event)))
            session.commit()

    async def _retrieve(
        self,
        sender_id: str,
        fetch_events_from_all_sessions: bool,  # noqa: FBT001 - Rasa's signature
    ) -> DialogueStateTracker | None:
        with self.session_scope() as session:
            self._rename(session, sender_id)
            rows = self._event_query(session, sender_id, fetch_events_from_all_sessions).all()
        # Not within the session: there Rasa takes a ValueError for a missing schema, and ends.
        events = self._opened(rows)
        if not (self.domain and events):
            return None
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    def _event_query(
        self,
        session: Any,
        sender_id: str,
        fetch_events_from_all_sessions: bool,  # noqa: FBT001 - Rasa's signature
    ) -> Any:
        return super()._event_query(session, self._name(sender_id), fetch_events_from_all_sessions)

    def _name(self, sender: str) -> str:
        return _named(self._keys[0], sender)

    def _rename(self, session: Any, sender: str) -> None:
        """
        Whom a key of before named is named by today's.
        """
        if len(self._keys) > 1:
            before = [_named(each, sender) for each in self._keys[1:]]
            named = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id.in_(before))
            named.update({"sender_id": self._name(sender)}, synchronize_session=False)
            session.commit()

    def _row(self, sender: str, event: Event) -> Any:
        data = event.as_dict()
        sealed = seal(self._keys[0], padded(json.dumps(data).encode()), PURPOSE)
        return self.SQLEvent(
            sender_id=self._name(sender),
            type_name=event.type_name,
            timestamp=data.get("timestamp"),
            action_name=_kept_until(event),
            data=b64encode(sealed).decode("ascii"),
        )

    def _opened(self, rows: Iterable[Any]) -> list[dict[str, Any]]:
        return [json.loads(self._unsealed(b64decode(row.data))) for row in rows]

    def _unsealed(self, data: bytes) -> bytes:
        for key in self._keys[:-1]:
            with suppress(StateUnreadable):
                return unseal(key, data, PURPOSE)
        return unseal(self._keys[-1], data, PURPOSE)

    def _look(self, now: float) -> None:
        """
        Now and then, erase the conversations whose time is over.
        """
        if Current.assistant is not None and now >= self._next_look:
            self._next_look = now + EVERY
            self.purge(now, Current.assistant.retention.days)

    def purge(self, now: float, days: int) -> None:
        """
        Erase every conversation whose last event is older, but those that were to be kept for longer.
        """
        event = self.SQLEvent
        with self.session_scope() as session:
            everybody = {sender for (sender,) in session.query(event.sender_id).distinct()}
            lately = session.query(event.sender_id).filter(event.timestamp >= now - days * DAY)
            lately = {sender for (sender,) in lately.distinct()}
            wished = session.query(event.sender_id, event.action_name)
            wished = wished.filter(event.action_name.isnot(None)).all()
        longer = {sender for sender, until in wished if int(until) > now}
        self._erase(sorted(everybody - lately - longer))

    def _erase(self, names: Iterable[str]) -> None:
        with self.session_scope() as session:
            for name in names:
                session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == name).delete()
            session.commit()


def _named(key: bytes, sender: str) -> str:
    return derived(key, "sender", sender).hex()[:32]


def _kept_until(event: Event) -> str | None:
    """
    Until when somebody wished to be kept, in seconds since 1970.
    """
    if isinstance(event, SlotSet) and event.key == LONGER and event.value:
        return str(int(event.value))
    return None


def _without_words(event: Event) -> Event:
    """
    Of a message its intent stays, of an answer its name; what was told stands in the slots, what is evidence in the log.
    """
    if isinstance(event, UserUttered):
        return _heard(event)
    if isinstance(event, BotUttered):
        said = {name: each for name, each in event.metadata.items() if name == UTTERED}
        return BotUttered(text="", metadata=said, timestamp=event.timestamp)
    if isinstance(event, SlotSet) and event.key in EVIDENCE:
        return SlotSet(event.key, None, timestamp=event.timestamp, metadata=event.metadata)
    return event


def _heard(event: UserUttered) -> UserUttered:
    kept = {name: event.parse_data[name] for name in KEPT if name in event.parse_data}
    return UserUttered(
        text="",
        intent=event.intent,
        parse_data={**kept, "text": "", "entities": []},
        timestamp=event.timestamp,
        input_channel=event.input_channel,
        message_id=event.message_id,
    )
