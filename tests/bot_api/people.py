"""
Somebody who writes to the bot in Telegram, and sees what a person sees there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bot_api.server import BotApi, Chat, Json

PATIENCE_SECONDS = 30.0


@dataclass(kw_only=True)
class Someone:
    """
    A person with a private chat.
    """

    api: BotApi
    number: int = 5550199
    language: str = "en"

    @property
    def user(self) -> Json:
        """
        The person, as Telegram tells of them.
        """
        return {
            "id": self.number,
            "is_bot": False,
            "first_name": "A",
            "language_code": self.language,
        }

    @property
    def private(self) -> Json:
        """
        The chat with the bot.
        """
        return {"id": self.number, "type": "private", "first_name": "A"}

    @property
    def chat(self) -> Chat:
        """
        What is in the chat.
        """
        return self.api.chats[self.number]

    @property
    def heard(self) -> list[str]:
        """
        What the bot said and is still there.
        """
        return self.chat.said

    def message(self, **content: Any) -> Json:
        """
        A message of this person's, with what is in it.
        """
        number = next(self.chat.ids)
        self.chat.messages[number] = {
            "message_id": number,
            "date": self.api.now,
            "by_bot": False,
            "text": content.get("text", ""),
        }
        return {
            "message_id": number,
            "date": self.api.now,
            "chat": self.private,
            "from": self.user,
            **content,
        }

    def says(self, text: str, *, times: int = 1) -> Json:
        """
        Write something.
        """
        message = self.message(text=text)
        self.api.bring("message", message, times=times)
        return message

    def sends(self, **content: Any) -> Json:
        """
        Send something else than text.
        """
        message = self.message(**content)
        self.api.bring("message", message)
        return message

    def edits(self, message: Json, text: str, *, later: int = 5) -> None:
        """
        Change a message.
        """
        changed = {**message, "text": text, "edit_date": message["date"] + later}
        self.api.bring("edited_message", changed)

    def presses(self, title: str, *, message: Json | None = None) -> str:
        """
        Press a button: of the newest message that has it, unless told of which. The id of the press.
        """
        shown = message or next(
            each for each in reversed(self.chat.messages.values()) if title in titles(each)
        )
        data = next(
            button["callback_data"]
            for row in shown["reply_markup"]["inline_keyboard"]
            for button in row
            if button["text"] == title
        )
        return self.presses_data(data, shown["message_id"])

    def presses_data(self, data: str, message_id: int) -> str:
        """
        Press a button that sends this.
        """
        query = self.api.query_id()
        self.api.bring(
            "callback_query",
            {
                "id": query,
                "from": self.user,
                "chat_instance": "5550100",
                "data": data,
                "message": {
                    "message_id": message_id,
                    "date": self.api.now,
                    "chat": self.private,
                    "from": self.api.me,
                    "text": "shown",
                },
            },
        )
        return query

    def blocks(self, *, blocked: bool = True) -> None:
        """
        Block the bot, or take that back.
        """
        self.chat.blocked = blocked
        states: list[Json] = [{"status": "member", "user": self.api.me}]
        states.append({"status": "kicked", "user": self.api.me, "until_date": 0})
        old, new = states if blocked else reversed(states)
        self.api.bring(
            "my_chat_member",
            {
                "chat": self.private,
                "from": self.user,
                "date": self.api.now,
                "old_chat_member": old,
                "new_chat_member": new,
            },
        )

    def waits_for(self, number: int) -> list[str]:
        """
        Wait until the bot has said so many messages in all; what it said.
        """
        wait_until(lambda: len(self.heard) >= number)
        return self.heard


def titles(message: Json) -> list[str]:
    """
    The buttons below a message.
    """
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def wait_until(holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """
    Wait for what another thread does; fails after a long time.
    """
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise AssertionError
        time.sleep(0.01)
