"""
Sending to a chat: spaced, in an empty chat where that is asked for, and honest about what became of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.channels.telegram.bubbles import Shaping
from bot.channels.telegram.files import Files
from bot.channels.telegram.sender import A_SECOND, CLEARS, TelegramSender
from bot.conversation.delivery import Outgoing, Refused, Result, Retry, Sent
from bot.domain.message import BotMessage
from bot.export.file import File

GONE, READY = "g" * 43, "r" * 43
LINK = "https://help.example/download/"
UNDELETABLE = "message can't be deleted"
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=timezone.utc)


@dataclass(kw_only=True)
class Api:
    """
    A client that notes what it is asked for, and fails as it is told to.
    """

    asked: list[tuple[str, Any]] = field(default_factory=list)
    errors: dict[str, list[TelegramError]] = field(default_factory=dict)
    undeletable: tuple[int, ...] = ()

    async def send_message(self, chat: int, text: str, **more: Any) -> SimpleNamespace:
        self._ask("send", (chat, text, more["protect_content"]))
        return SimpleNamespace(message_id=100 + len(self.asked))

    async def send_document(self, chat: int, content: bytes, **more: Any) -> SimpleNamespace:
        self._ask("file", (chat, content, more["caption"], more["filename"]))
        return SimpleNamespace(message_id=100 + len(self.asked))

    async def delete_messages(self, chat: int, messages: Sequence[int]) -> bool:
        self._ask("delete", tuple(messages))
        if set(messages) & set(self.undeletable):
            raise BadRequest(UNDELETABLE)
        return True

    def _ask(self, what: str, values: Any) -> None:
        self.asked.append((what, values))
        if self.errors.get(what):
            raise self.errors[what].pop(0)


@dataclass(kw_only=True)
class Chats:
    """
    Messages in memory.
    """

    known: list[int] = field(default_factory=list)
    broken: bool = False

    def note(self, channel: str, sender: str, message: int, now: datetime) -> None:
        if self.broken:
            raise OSError
        self.known.append(message)

    def noted(self, channel: str, sender: str, now: datetime) -> tuple[int, ...]:
        return tuple(self.known)

    def forget(self, channel: str, sender: str, messages: Sequence[int]) -> None:
        self.known = [each for each in self.known if each not in messages]


@dataclass(kw_only=True)
class Setting:
    """
    A sender with twins, and how long it waited.
    """

    api: Api = field(default_factory=Api)
    chats: Chats = field(default_factory=Chats)
    waited: list[float] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    protect: bool = False

    def __post_init__(self) -> None:
        async def wait(seconds: float) -> None:
            self.waited.append(round(seconds))

        self.sender = TelegramSender(
            bot=self.api,  # type: ignore[arg-type] # the twin has what is used
            chats=self.chats,
            shaping=Shaping(line="I'm here.", tells=lambda _: False),
            files=Files(address="https://help.example/download", take=self.take, lost="lost"),
            now=lambda: NOW,
            wait=wait,
            protect=self.protect,
        )

    def take(self, token: str, now: datetime) -> File | None:
        self.taken.append(token)
        return None if token == GONE else File(content=b"%PDF", media_type="", name="log.pdf")

    async def send(self, text: str = "hello", *, to: str = "5", tags: str = "") -> Result:
        message = BotMessage(text=text, tags=frozenset(tags.split()))
        return await self.sender.send(
            Outgoing(channel="telegram", recipient=to, message=message, urgency="ordinary")
        )


async def test_a_message_is_sent_and_its_number_noted() -> None:
    """
    So that the chat can be cleared later.
    """
    setting = Setting(protect=True)

    assert Sent() == await setting.send()
    assert [("send", (5, "hello", True))] == setting.api.asked
    assert [101] == setting.chats.known


async def test_one_chat_gets_a_message_a_second() -> None:
    """
    Others needn't wait for it.
    """
    setting = Setting()
    for to in ("5", "5", "6", "5"):
        await setting.send(to=to)

    assert [1, 2] == setting.waited


async def test_the_bot_is_not_faster_than_telegram_lets_it_be() -> None:
    """
    Thirty messages in a second, to whomever; the next ones wait for their second.
    """
    setting = Setting()

    for number in range(2 * A_SECOND + 1):
        await setting.send(to=str(number))

    assert [1] * A_SECOND + [2] == setting.waited


async def test_what_was_sent_counts_as_sent_also_if_it_cannot_be_noted() -> None:
    """
    Otherwise it would be sent again.
    """
    setting = Setting(chats=Chats(broken=True))

    assert Sent() == await setting.send()


async def test_an_error_is_told() -> None:
    """
    And nothing is noted.
    """
    setting = Setting(api=Api(errors={"send": [Forbidden("blocked")]}))

    assert Refused(stopped=True) == await setting.send()
    assert [] == setting.chats.known


async def test_a_chat_is_cleared_before_the_answer_that_asks_for_it() -> None:
    """
    A hundred at a time; afterwards only the answer is known.
    """
    setting = Setting(chats=Chats(known=list(range(1, 151))))

    assert Sent() == await setting.send("cleared", tags=CLEARS)
    assert [
        ("delete", tuple(range(1, 101))),
        ("delete", tuple(range(101, 151))),
        ("send", (5, "cleared", False)),
    ] == setting.api.asked
    assert [103] == setting.chats.known


async def test_one_that_cannot_be_deleted_does_not_hold_up_the_others() -> None:
    """
    Then each is deleted by itself.
    """
    setting = Setting(api=Api(undeletable=(2,)), chats=Chats(known=[1, 2, 3]))

    assert Sent() == await setting.send(tags=CLEARS)
    deleted = [what for name, what in setting.api.asked if name == "delete"]
    assert [(1, 2, 3), (1,), (2,), (3,)] == deleted
    assert [105] == setting.chats.known


@pytest.mark.parametrize(
    ("error", "result"), [(RetryAfter(9), Retry(after=9.0)), (NetworkError("x"), Retry())]
)
async def test_nothing_is_said_before_the_chat_is_clear(
    error: TelegramError, result: Result
) -> None:
    """
    Clearing is tried again with the answer, which isn't sent meanwhile.
    """
    setting = Setting(api=Api(errors={"delete": [error]}), chats=Chats(known=[1]))

    assert result == await setting.send(tags=CLEARS)
    assert ([1], ["delete"]) == (setting.chats.known, [name for name, _ in setting.api.asked])
    assert Sent() == await setting.send(tags=CLEARS)


async def test_a_log_comes_as_a_file_instead_of_its_link() -> None:
    """
    With what stands beside the link; it is taken once, also where it has to be sent again.
    """
    setting = Setting(api=Api(errors={"file": [RetryAfter(3)]}))
    text = f"Here it is:\n{LINK}{READY}\nKeep it safe."

    assert [Retry(after=3.0), Sent()] == [await setting.send(text), await setting.send(text)]
    sent = ("file", (5, b"%PDF", "Here it is:\nKeep it safe.", "log.pdf"))
    assert ([sent, sent], [READY]) == (setting.api.asked, setting.taken)
    assert [102] == setting.chats.known


async def test_a_file_that_is_gone_is_said_to_be() -> None:
    """
    A link that does nothing is never sent.
    """
    setting = Setting()

    assert Sent() == await setting.send(f"Here it is: {LINK}{GONE}")
    assert [("send", (5, "lost", False))] == setting.api.asked
