"""
Notes a file that stays with the person: its fingerprint, size and date go into their log, and nothing of what is in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.ports import Commit, Store
from bot.domain.evidence import Change
from bot.domain.tracker import Tracker
from bot.errors import Busy

MAX_TRIES = 5
ADULT_AGE = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """
    What is known of a file: SHA-256 in hex, size in bytes, date in ISO form, and its name if the person wants it noted.
    """

    sha256: str
    size: int
    date: str | None = None
    name: str | None = None


def may_note_files(tracker: Tracker) -> bool:
    """
    Only for adults who speak of pictures of themselves as adults: nobody else is ever led to screenshots.
    """
    slots = tracker.slots
    age = slots.get("age_now")
    grown = not isinstance(age, (int, float)) or age >= ADULT_AGE
    return (
        slots.get("age_in_image") == "adult"
        and grown
        and not slots.get("minor_road")
        and not slots.get("for_other")
    )


def note_file(
    store: Store, conversation: str, file: Fingerprint, note: str, now: datetime
) -> bool:
    """
    Write the file into the log, as a thing that `note` names; `False` if this person isn't to note files.

    Raises `Busy` if others were faster too often.
    """
    change = Change(
        note=note,
        file_name=file.name,
        file_size=file.size,
        file_date=file.date,
        file_hash=file.sha256,
    )
    for _ in range(MAX_TRIES):
        held = store.load(conversation)
        if store.was_left(conversation) or not may_note_files(held.tracker):
            return False
        commit = Commit(
            conversation=conversation,
            revision=held.revision,
            tracker=held.tracker,
            changes=(change,),
            replies=(),
            delivery=None,
            now=now,
        )
        if store.commit(commit):
            return True
    raise Busy
