"""
From an update of Telegram's to a delivery; what isn't a private talk is left alone.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User

from bot.channels.telegram.commands import command_text
from bot.conversation.delivery import Delivery

log = logging.getLogger(__name__)

CHANNEL = "telegram"
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that are asked for; anything else is of no use here."""
LEFT = ("left", "kicked")

KINDS: Mapping[str, str] = {
    "photo": "image",
    "video": "video",
    "animation": "video",
    "video_note": "video",
    "document": "file",
    "paid_media": "file",
    "story": "file",
    "voice": "audio",
    "audio": "audio",
    "venue": "location",
    "location": "location",
    "contact": "contact",
    "sticker": "sticker",
    "poll": "other",
    "dice": "other",
    "game": "other",
    "checklist": "other",
}
"""What a message can hold beside its text, and what it is announced as. The file itself is never asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """
    What an update asks for: a delivery to keep, and a call that the API is given at once.

    `message_id` is the message that came in, for clearing the chat later.
    """

    delivery: Delivery | None = None
    message_id: int | None = None
    call: Mapping[str, Any] = field(default_factory=dict)


NOTHING = Received()


def read_update(body: Mapping[str, Any], now: datetime) -> Received:
    """
    What an update in Telegram's JSON asks for; nothing, if it can't be read. Never raises.
    """
    try:
        update = Update.de_json(dict(body), None)
    except Exception as error:  # noqa: BLE001 - the library raises whatever the content leads to
        log.warning("update_unreadable kind=%s", type(error).__name__)
        return NOTHING
    return take_update(update, now)


def take_update(update: Update, now: datetime) -> Received:
    """
    What an update that was read asks for. Never raises.
    """
    try:
        return _take(update, now)
    except Exception as error:  # noqa: BLE001 - its words can hold the person's
        log.warning("update_unreadable kind=%s", type(error).__name__)
        return NOTHING


def _take(update: Update, now: datetime) -> Received:
    if update.message is not None:
        return _message(update.message, now)
    if update.edited_message is not None:
        return _edited(update.edited_message, now)
    if update.callback_query is not None:
        return _pressed(update.callback_query, now)
    if update.my_chat_member is not None:
        return _member(update.my_chat_member, now)
    return NOTHING


def _message(message: Message, now: datetime) -> Received:
    person = message.from_user
    if not _is_private(message.chat, person):
        return _leave(message.chat)
    attachments = _attachments(message)
    written = message.text if message.text is not None else message.caption
    if written is None and not attachments:
        return NOTHING  # "auto-delete was set", "a message was pinned": nobody said anything
    delivery_id = f"m{message.message_id}"
    if message.media_group_id is not None:
        # An album comes as one message for each picture: its words are one message, all its pictures another.
        attachments = attachments if written is None else ()
        delivery_id = delivery_id if written is not None else f"g{message.media_group_id}"
    return Received(
        delivery=_delivery(
            message.chat,
            person,
            now,
            delivery_id=delivery_id,
            text=command_text(written or ""),
            attachments=attachments,
        ),
        message_id=message.message_id,
    )


def _edited(message: Message, now: datetime) -> Received:
    """
    An edit is another delivery each time; it is only looked through for danger, and never answered twice.
    """
    person = message.from_user
    written = message.text if message.text is not None else message.caption
    if not _is_private(message.chat, person) or not written:
        return NOTHING
    edited = message.edit_date or message.date
    delivery_id = f"e{message.message_id}.{int(edited.timestamp())}"
    return Received(
        delivery=_delivery(
            message.chat, person, now, delivery_id=delivery_id, text=written, edited=True
        )
    )


def _pressed(query: CallbackQuery, now: datetime) -> Received:
    """
    Every press is acknowledged at once, so that nothing spins on the person's screen.
    """
    call = {"method": "answerCallbackQuery", "callback_query_id": query.id}
    chat = query.message.chat if query.message else None
    if chat is None or not query.data or not _is_private(chat, query.from_user):
        return Received(call=call)
    return Received(
        call=call,
        delivery=_delivery(
            chat, query.from_user, now, delivery_id=f"c{query.id}", text=query.data
        ),
    )


def _member(change: ChatMemberUpdated, now: datetime) -> Received:
    chat, status = change.chat, change.new_chat_member.status
    if chat.type != Chat.PRIVATE:
        return NOTHING if status in LEFT else _leave(chat)
    if status != "kicked":
        return NOTHING
    # Whoever blocks the bot has left: nothing more is sent, and the talk is as after "stop".
    delivery_id = f"s{int(change.date.timestamp())}"
    return Received(
        delivery=_delivery(
            chat, change.from_user, now, delivery_id=delivery_id, text="/stop", wish="stop"
        )
    )


def _leave(chat: Chat) -> Received:
    if chat.type not in (Chat.GROUP, Chat.SUPERGROUP, Chat.CHANNEL):
        return NOTHING
    return Received(call={"method": "leaveChat", "chat_id": chat.id})


def _is_private(chat: Chat, person: User | None) -> bool:
    return chat.type == Chat.PRIVATE and person is not None and person.id == chat.id


def _attachments(message: Message) -> tuple[str, ...]:
    kinds = (kind for name, kind in KINDS.items() if getattr(message, name, None))
    # What this library doesn't know yet stands in `api_kwargs`.
    unknown = ("other",) if message.api_kwargs and message.text is None else ()
    return tuple(dict.fromkeys((*kinds, *unknown)))


def _delivery(chat: Chat, person: User | None, now: datetime, **more: Any) -> Delivery:
    """
    The delivery ids don't use the update's number: that starts anew at a random place after a quiet week.
    """
    return Delivery(
        **{
            "channel": CHANNEL,
            "sender": str(chat.id),
            "received": now,
            "language": _language(person),
            # Whoever can write to the bot doesn't block it.
            "wish": "start",
            **more,
        }
    )


def _language(person: User | None) -> str | None:
    """
    A guess: the language that Telegram speaks on the person's device.
    """
    code = person.language_code if person else None
    return code.partition("-")[0].lower() if code else None
