"""
`ForgetfulTrackerStore`: Rasa's SQL tracker store without what people wrote, and able to erase a conversation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa.slots import ERASE, ERASES

KEPT = ("intent", "language")


class ForgetfulTrackerStore(SQLTrackerStore):
    """
    `tracker_store: type: bot.rasa.tracker_store.ForgetfulTrackerStore` in `endpoints.yml`; the rest as for `type: SQL`.
    """

    async def save(self, tracker: DialogueStateTracker) -> None:
        """
        Keep what happened; where everything was to be erased, keep nothing.
        """
        if tracker.get_slot(ERASE):
            self._erase(tracker.sender_id)
            return
        if tracker.events and not tracker.get_slot(ERASES):
            tracker.update(SlotSet(ERASES, value=True))
        await super().save(tracker)

    def _erase(self, sender: str) -> None:
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender).delete()
            session.commit()

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        return map(_without_words, super()._additional_events(session, tracker))


def _without_words(event: Event) -> Event:
    """
    Of a message its intent stays, and when it came; what it told stands in the slots.
    """
    if not isinstance(event, UserUttered):
        return event
    kept = {name: event.parse_data[name] for name in KEPT if name in event.parse_data}
    return UserUttered(
        text="",
        intent=event.intent,
        parse_data={**kept, "text": "", "entities": []},
        timestamp=event.timestamp,
        input_channel=event.input_channel,
        message_id=event.message_id,
    )
