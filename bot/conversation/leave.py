"""
Somebody leaves: what was said is forgotten at once, unless a case code was made to come back by.
"""

from __future__ import annotations

from datetime import datetime

from bot.conversation.ports import Commit, Store
from bot.domain.request import ShutLog
from bot.errors import Busy

MAX_TRIES = 5


def leave(store: Store, channel: str, sender: str, now: datetime) -> None:
    """
    Forget a person's conversation and log; a log with a case code is shut, and kept for as long as it was to be.

    That they have left is known to all processes before: one that is still answering will see it. Raises `Busy` if others were faster too often.
    """
    conversation = store.key(channel, sender)
    store.note_left(conversation, now)
    for _ in range(MAX_TRIES):
        if store.load(conversation).revision == 0 or store.commit(_end(store, conversation, now)):
            return
    raise Busy


def was_left(store: Store, channel: str, sender: str) -> bool:
    """
    Whether somebody has left, in whichever process that was.
    """
    return store.was_left(store.key(channel, sender))


def _end(store: Store, conversation: str, now: datetime) -> Commit:
    held = store.load(conversation)
    has_code = store.open_log(conversation, pin=None, now=now).has_code
    return Commit(
        conversation=conversation,
        revision=held.revision,
        tracker=held.tracker,
        changes=(),
        replies=(),
        delivery=None,
        now=now,
        erase=not has_code,
        requests=(ShutLog(),) if has_code else (),
    )
